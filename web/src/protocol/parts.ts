/** What a message is made of. The fold of a generation's chunks gives exactly these. */

export interface TextPart {
  readonly type: 'text';
  readonly id: string;
  readonly text: string;
}

export interface ReasoningPart {
  readonly type: 'reasoning';
  readonly id: string;
  readonly text: string;
  /** What its provider wants back with it. */
  readonly providerMetadata?: unknown;
}

export type ToolState =
  | 'input-streaming'
  | 'input-available'
  | 'approval-requested'
  | 'approval-responded'
  | 'output-available'
  | 'output-error'
  | 'output-denied';

export type ToolActivityState =
  'awaiting-approval' | 'running' | 'done' | 'failed' | 'denied' | 'expired' | 'cancelled' | 'timed-out';

export interface ToolProgress {
  readonly progress: number;
  readonly total?: number;
  readonly message?: string;
}

/** How a called tool fares. */
export interface ToolActivity {
  readonly state: ToolActivityState;
  /** `built-in`, or the name of its server. */
  readonly source?: string;
  readonly expiresAt?: string;
  readonly startedAt?: string;
  readonly elapsedMillis?: number;
  readonly progress?: ToolProgress;
}

export interface ToolApproval {
  readonly id: string;
  readonly approved?: boolean;
}

export interface ToolPart {
  readonly type: 'dynamic-tool';
  readonly toolCallId: string;
  readonly toolName: string;
  readonly state: ToolState;
  readonly inputText: string;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly errorText?: string;
  readonly approval?: ToolApproval;
  readonly activity?: ToolActivity;
  readonly callProviderMetadata?: unknown;
  /** The model call that it belongs to. */
  readonly step?: number;
}

export interface SourcePart {
  readonly type: 'source-document';
  readonly sourceId: string;
  readonly mediaType: string;
  readonly title: string;
}

/** An image or a text that the person gave with the message. */
export interface FilePart {
  readonly type: 'file';
  readonly url: string;
  readonly mediaType: string;
  readonly filename: string;
  readonly size: number;
}

export type ClarificationState = 'waiting' | 'answered' | 'declined' | 'expired' | 'cancelled';

export interface ClarificationData {
  readonly id: string;
  readonly question: string;
  readonly options?: readonly string[];
  readonly schema?: unknown;
  readonly expiresAt: string;
  readonly state: ClarificationState;
  readonly answer?: unknown;
  /** Missing for a question of the model's own. */
  readonly kind?: 'question' | 'approval' | 'elicitation';
  readonly toolCallId?: string;
}

export interface ClarificationPart {
  readonly type: 'data-clarification';
  readonly id: string;
  readonly data: ClarificationData;
}

export type Part = TextPart | ReasoningPart | ToolPart | SourcePart | FilePart | ClarificationPart;
