package dev.polylogue.server.follow;

import java.io.IOException;

/**
 * The port between a stream and the container that carries it: all that a stream needs to reach its client. No method
 * blocks. One thread at a time uses it. A container with cheaper connections only has to give another implementation.
 */
interface Wire {

    /** Bytes in front of what is sent that the wire may write into, so that its own words go with it in one piece. */
    int ROOM_BEFORE = 10;

    /** As {@link #ROOM_BEFORE}, behind it. */
    int ROOM_AFTER = 2;

    /**
     * Sends {@code bytes} from {@code from}, included, to {@code to} on their way; to be called only when nothing is left
     * from before. What the client does not take at once is kept (a copy) and left. False then: the stream is told when
     * there is room again.
     */
    boolean send(byte[] bytes, int from, int to) throws IOException;

    /** Sends what was left; true when nothing is any more. */
    boolean flush() throws IOException;

    /** Ends the answer in good order, so that the client can tell it from one that was cut, and then the connection. */
    void finish();

    /** Cuts the connection; what was left may be lost. Closing twice is closing once. */
    void close();
}
