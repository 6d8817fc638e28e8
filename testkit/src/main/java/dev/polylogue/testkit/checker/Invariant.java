package dev.polylogue.testkit.checker;

/** What holds at every moment of every run. */
public enum Invariant {
    /** At most one generation of a conversation is active; the same request is the same generation. */
    ONE_ACTIVE,
    /** A generation ends once, and everybody is told the same end. */
    ONE_END,
    /** What was said (a send was taken, an answer ended) is in the store. */
    DURABLE_BEFORE_SAID,
    /** Offsets are 0, 1, 2 …, and every follower gets the same bytes. */
    CONTIGUOUS_OFFSETS,
    /** A follower that is slow or cut delays no other. */
    NOBODY_WAITS,
    /** What is deleted stays deleted. */
    DELETED_IS_DELETED,
    /** An answer is a prefix of what the model sent. */
    PREFIX_OF_SENT
}
