package dev.polylogue.engine.log;

/**
 * Who is told that a follower should look again. Writers of logs call it, outside of all locks and often from the thread
 * that reads a model's socket: it must neither block nor throw.
 */
public interface Wakeable {

    /** Something came. Called for each chunk; a follower that has not looked since costs next to nothing. */
    void wake(Wake wake);

    /** Whether what comes {@link Wake#SOON} waits for the end of a window; always the same. */
    default boolean isPatient() {
        return false;
    }

    /** The follower is about to look: what comes from now on wakes again. */
    void reset();
}
