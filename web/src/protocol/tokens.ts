/** A token with which a program asks for the person. Its secret is only in {@link MadeToken}, once. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  /** Right to a minute; missing for never. */
  readonly lastUsedAt?: string;
}

export interface MadeToken {
  readonly id: string;
  readonly name: string;
  readonly token: string;
}
