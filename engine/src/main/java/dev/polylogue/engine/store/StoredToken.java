package dev.polylogue.engine.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.id.ApiTokenId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token with which a program asks for its owner. Its secret is not kept.
 *
 * @param hash the SHA-256 of the secret, in hexadecimal
 * @param lastUsedAt coarse; null: never
 */
public record StoredToken(
        UserId owner,
        ApiTokenId id,
        String name,
        String hash,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {

    @Override
    public String toString() {
        return "StoredToken[" + owner + ", " + id + "]";
    }
}
