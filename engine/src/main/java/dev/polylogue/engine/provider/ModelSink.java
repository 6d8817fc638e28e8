package dev.polylogue.engine.provider;

/**
 * Takes what a model says. It never blocks for longer than a short lock, and never throws: a provider calls it from its
 * event loop, where either would hurt every other conversation.
 */
@FunctionalInterface
public interface ModelSink {

    /** The next event. After a terminal event, all further ones are ignored. */
    void accept(ModelEvent event);

    /**
     * Whether the next events may come some milliseconds late, together with those of other calls, which costs less. Not the
     * end: that is told at once. Asked on the provider's event loop, again and again.
     */
    default boolean isPatient() {
        return false;
    }

    /**
     * Events will come at once, on this thread: reads, and changes nothing of, what they will need, so that it is in the
     * processor's cache. Returns anything that depends on all of it, so that no compiler leaves a read out.
     */
    default int prefetch() {
        return 0;
    }
}
