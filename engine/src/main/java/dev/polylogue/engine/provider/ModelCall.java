package dev.polylogue.engine.provider;

/** One call to a model. It owns its connection. Any thread may use it. */
public interface ModelCall extends AutoCloseable {

    /** Waits for the call's one terminal event, which its sink has been given before. */
    ModelEvent.Terminal await() throws InterruptedException;

    /**
     * Ends the call in whatever phase it is, by closing its connection; returns when the connection is closed, after 2 s
     * at the latest. Unless the call had ended, its terminal event is {@link ModelEvent.Cancelled}. Closing twice is
     * closing once.
     */
    @Override
    void close();

    /** Whether no connection of this call is left. */
    boolean isClosed();
}
