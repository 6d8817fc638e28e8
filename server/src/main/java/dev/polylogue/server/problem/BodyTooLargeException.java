package dev.polylogue.server.problem;

import java.io.IOException;

/** A request went on beyond what one may hold. It comes out of reading the body, so it is an {@link IOException}. */
public final class BodyTooLargeException extends IOException {

    public BodyTooLargeException(long limit) {
        super("The request is larger than " + limit + " bytes: send less.");
    }
}
