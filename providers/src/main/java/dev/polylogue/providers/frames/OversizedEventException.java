package dev.polylogue.providers.frames;

/** A line or an event is longer than the parser may hold. The stream cannot be read further. */
public final class OversizedEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OversizedEventException(int limit) {
        super("an event of more than " + limit + " bytes");
    }
}
