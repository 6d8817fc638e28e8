/** A piece of an excerpt: plain text, and whether it is a word that was looked for. */
export interface ExcerptPiece {
  readonly text: string;
  readonly match: boolean;
}

/** A message, or a title, that has all the words. */
export interface SearchHit {
  readonly conversationId: string;
  readonly title?: string;
  /** Left out where the title was found. */
  readonly messageId?: string;
  readonly role?: 'user' | 'assistant';
  readonly createdAt: string;
  readonly excerpt: readonly ExcerptPiece[];
}

export interface SearchPage {
  readonly items: readonly SearchHit[];
  readonly next?: string;
}
