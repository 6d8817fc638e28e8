package dev.polylogue.server.follow;

import java.io.IOException;

/**
 * The port between a stream and the container that carries it: all that a stream needs to reach its client. One thread
 * uses it. A container with cheaper idle connections only has to give another implementation.
 */
interface Wire {

    /** Sends {@code bytes} on their way to the client; {@link IOException} where it is found gone. */
    void send(byte[] bytes) throws IOException;

    /** Whether the client has hung up, as far as can be told without writing. */
    boolean isGone();
}
