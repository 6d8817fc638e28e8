package dev.polylogue.server.follow;

import java.util.function.Consumer;

/**
 * What a {@link DataStreams stream} tells. All but {@link #start} is called by one thread at a time, which serves many
 * streams: nothing here may block.
 */
public interface DataSource {

    /** Begins; from now on {@code news} is to be run, by any thread, whenever there is more to take. Called once. */
    void start(Runnable news);

    /** Gives what came since the last call, each as the data of one event; false when nothing will follow. */
    boolean take(Consumer<byte[]> data);

    /** The stream is over: all was taken, or the client has gone. Called once. */
    void ended();
}
