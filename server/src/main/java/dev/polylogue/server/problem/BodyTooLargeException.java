package dev.polylogue.server.problem;

import java.io.IOException;

/** A request went on beyond what one may hold. It comes out of reading the body, so it is an {@link IOException}. */
public final class BodyTooLargeException extends IOException {

    private static final long MIB = 1 << 20;

    public BodyTooLargeException(long limit) {
        super("The request is larger than " + words(limit) + ": send less.");
    }

    /** A number of bytes as a person says it. */
    public static String words(long bytes) {
        return bytes % MIB == 0 ? bytes / MIB + " MiB" : bytes + " bytes";
    }
}
