package dev.polylogue.engine.provider;

/**
 * A model server. Any thread may use it.
 *
 * <p>{@link #start} makes exactly one attempt; whether a failed one is repeated is the engine's choice. Nothing here
 * blocks but {@link ModelCall#await} and {@link ModelCall#close}.
 */
public interface Provider extends AutoCloseable {

    /** Its name: the part of a model's id before the first slash. */
    String name();

    /** What it can do now, as far as is known; never asks the network. */
    ProviderStatus status();

    /** How many calls at once; {@link Integer#MAX_VALUE} for no limit. */
    int maxConcurrent();

    /** How many calls may begin within any minute; {@link Integer#MAX_VALUE} for no limit. */
    default int requestsPerMinute() {
        return Integer.MAX_VALUE;
    }

    /** Whether its answers take tokens that a person wants counted, also where its server does not count them. */
    default boolean countsTokens() {
        return false;
    }

    /**
     * Starts a call and returns at once. Everything that comes is given to {@code sink}, from threads of the provider,
     * one at a time and in order; the last is exactly one {@link ModelEvent.Terminal}. It never throws for what the
     * network does: that is a {@link ModelEvent.Failed}.
     */
    ModelCall start(ModelRequest request, ModelSink sink);

    /** Gives up all connections. Calls that run end as failed. */
    @Override
    void close();
}
