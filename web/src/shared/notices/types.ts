/** One sentence for the person about something that went wrong or must be known. */
export interface Notice {
  readonly id: string;
  readonly kind: 'error' | 'info';
  readonly text: string;
  readonly conversationId: string | null;
}
