package dev.polylogue.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/**
 * Names a token with which a program asks for a person; unique per owner.
 */
public record ApiTokenId(@JsonValue UUID value) {

    /** The id that {@code text} spells, or {@link MalformedIdException}. */
    @JsonCreator
    public static ApiTokenId of(String text) {
        return parse(text).orElseThrow(() -> new MalformedIdException(text));
    }

    /** The id that {@code text} spells; empty where it is not a UUID in its usual form. */
    public static Optional<ApiTokenId> parse(String text) {
        return UuidText.parse(text).map(ApiTokenId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
