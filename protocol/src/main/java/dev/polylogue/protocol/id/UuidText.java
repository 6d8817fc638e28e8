package dev.polylogue.protocol.id;

import java.util.Optional;
import java.util.UUID;

/** Reads a UUID strictly: {@link UUID#fromString} also takes short groups, which would give one id many spellings. */
final class UuidText {

    private static final int LENGTH = 36;

    private UuidText() {}

    static Optional<UUID> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equalsIgnoreCase(text) ? Optional.of(uuid) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
