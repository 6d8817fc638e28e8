package dev.polylogue.server.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model servers there are, and whether the caller may change them. */
record ProviderList(boolean mayChange, List<Entry> items) {

    /**
     * One of them.
     *
     * @param baseUrl only told to those who may change it
     * @param readOnly whether it comes from the configuration or was found, so that it cannot be changed here
     * @param modelCount how many models it offers now
     * @param reason why it is not available, in words
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            String name,
            @Nullable String dialect,
            @Nullable String baseUrl,
            boolean hasKey,
            @Nullable Integer maxConcurrent,
            @Nullable Integer requestsPerMinute,
            List<String> models,
            boolean readOnly,
            boolean available,
            int modelCount,
            @Nullable String reason) {}

    /** How a try of a connection went, in words. */
    record Tried(boolean ok, int modelCount, String detail) {}
}
