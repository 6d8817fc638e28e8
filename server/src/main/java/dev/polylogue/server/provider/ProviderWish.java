package dev.polylogue.server.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model server as somebody wants it; in a change, null leaves a field as it is.
 *
 * @param apiKey empty takes it away
 * @param maxConcurrent 0 takes the limit away
 * @param requestsPerMinute 0 takes the limit away
 * @param models empty: it is asked
 */
record ProviderWish(
        @Nullable String name,
        @Nullable String dialect,
        @Nullable String baseUrl,
        @Nullable String apiKey,
        @Nullable Integer maxConcurrent,
        @Nullable Integer requestsPerMinute,
        @Nullable List<String> models) {

    /** Without the key, whoever prints it. */
    @Override
    public String toString() {
        return "ProviderWish[" + name + "]";
    }
}
