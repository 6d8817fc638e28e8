package dev.polylogue.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/**
 * Names a message; unique per owner.
 */
public record MessageId(@JsonValue UUID value) {

    /** The id that {@code text} spells, or {@link MalformedIdException}. */
    @JsonCreator
    public static MessageId of(String text) {
        return parse(text).orElseThrow(() -> new MalformedIdException(text));
    }

    /** The id that {@code text} spells; empty where it is not a UUID in its usual form. */
    public static Optional<MessageId> parse(String text) {
        return UuidText.parse(text).map(MessageId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
