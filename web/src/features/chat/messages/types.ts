import type { ClarificationAnswer, ToolDecision } from '../types';

/** What a message can ask for. One object for a whole transcript, so that a row is drawn again only for its own sake. */
export interface MessageCommands {
  readonly onEdit: (messageId: string, text: string) => void;
  readonly onRegenerate: (messageId: string) => void;
  readonly onContinue: (messageId: string) => void;
  readonly onAskDelete: (messageId: string) => void;
  readonly onSelectVersion: (messageId: string) => void;
  readonly onAnswer: (clarificationId: string, answer: ClarificationAnswer) => void;
  readonly onDecline: (clarificationId: string) => void;
  readonly onMoveToFront: () => void;
  /** Lets the answers begin that the person holds back. */
  readonly onLetBegin: () => void;
  readonly onDecide: (approvalId: string, decision: ToolDecision) => void;
}
