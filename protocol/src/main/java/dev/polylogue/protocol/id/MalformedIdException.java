package dev.polylogue.protocol.id;

/** A text that should name something is not a UUID. To a client it is the same as an id that nobody has. */
public final class MalformedIdException extends IllegalArgumentException {

    public MalformedIdException(String text) {
        super("not an id: " + (text.length() > 60 ? text.substring(0, 60) + "…" : text));
    }
}
