package dev.polylogue.engine.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model server that was added while the server ran.
 *
 * @param lockedKey what its API key was turned into; null for none
 * @param maxConcurrent null: no limit
 * @param requestsPerMinute null: no limit
 * @param models what it offers; empty: it is asked
 */
public record StoredProvider(
        String name,
        String dialect,
        String baseUrl,
        @Nullable String lockedKey,
        @Nullable Integer maxConcurrent,
        @Nullable Integer requestsPerMinute,
        List<String> models) {

    public StoredProvider {
        models = List.copyOf(models);
    }

    @Override
    public String toString() {
        return "StoredProvider[" + name + ", " + dialect + ", " + baseUrl + "]";
    }
}
