package dev.polylogue.server.follow;

import java.util.Set;

/**
 * Where in an answer the chunks for a client begin.
 *
 * @param skipped how many chunks it has already
 * @param approvals it has all up to the wait for these approvals
 */
public record TurnStart(long skipped, Set<String> approvals) {

    /** At the beginning. */
    public static final TurnStart WHOLE = new TurnStart(0, Set.of());

    /** Behind so many chunks from the beginning. */
    public static TurnStart behind(long chunks) {
        return new TurnStart(chunks, Set.of());
    }

    /** Where the person was waited for who has now answered these approvals. */
    public static TurnStart afterWaitFor(Set<String> approvals) {
        return new TurnStart(0, approvals);
    }
}
