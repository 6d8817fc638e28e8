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
}

export interface ToolPart {
  readonly type: 'dynamic-tool';
  readonly toolCallId: string;
  readonly toolName: string;
  readonly state: 'input-streaming' | 'input-available';
  readonly inputText: string;
  readonly input?: unknown;
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
}

export interface ClarificationPart {
  readonly type: 'data-clarification';
  readonly id: string;
  readonly data: ClarificationData;
}

export type Part = TextPart | ReasoningPart | ToolPart | SourcePart | FilePart | ClarificationPart;
