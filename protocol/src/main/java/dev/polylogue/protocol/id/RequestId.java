package dev.polylogue.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/**
 * Names one request to generate: the same id twice is the same request.
 */
public record RequestId(@JsonValue UUID value) {

    /** The id that {@code text} spells, or {@link MalformedIdException}. */
    @JsonCreator
    public static RequestId of(String text) {
        return parse(text).orElseThrow(() -> new MalformedIdException(text));
    }

    /** The id that {@code text} spells; empty where it is not a UUID in its usual form. */
    public static Optional<RequestId> parse(String text) {
        return UuidText.parse(text).map(RequestId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
