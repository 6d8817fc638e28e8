package dev.polylogue.providers.settings;

import dev.polylogue.providers.http.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One provider as configured under {@code polylogue.providers.NAME}.
 *
 * @param name becomes the part of a model's id before the first slash
 * @param dialect null: {@code openai-chat}
 * @param baseUrl with or without {@code /v1}; empty: the dialect's own, where it has one
 * @param apiKey null for none; never shown
 * @param maxConcurrent how many calls at once; null: no limit
 * @param requestsPerMinute how many calls may begin within any minute; null: no limit
 * @param models null or empty: asked from the server
 * @param firstByteTimeout null: 120 s
 * @param idleTimeout null: 60 s
 * @param keepAlive how long Ollama keeps a model in memory; null: as it likes
 * @param contextLength how many tokens Ollama makes room for; null: as it likes
 */
public record ProviderSettings(
        String name,
        @Nullable String dialect,
        String baseUrl,
        @Nullable String apiKey,
        @Nullable Integer maxConcurrent,
        @Nullable Integer requestsPerMinute,
        @Nullable List<String> models,
        @Nullable Duration firstByteTimeout,
        @Nullable Duration idleTimeout,
        @Nullable String keepAlive,
        @Nullable Integer contextLength) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]*", Pattern.CASE_INSENSITIVE);

    public ProviderSettings {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "polylogue.providers." + name + ": a provider's name has letters, digits, dots and dashes only");
        }
        checkPositive(name, "max-concurrent", maxConcurrent);
        checkPositive(name, "requests-per-minute", requestsPerMinute);
        checkPositive(name, "num-ctx", contextLength);
        models = models == null ? List.of() : List.copyOf(models);
    }

    /** One without a limit in the minute, and without what only Ollama has. */
    public ProviderSettings(
            String name,
            @Nullable String dialect,
            String baseUrl,
            @Nullable String apiKey,
            @Nullable Integer maxConcurrent,
            @Nullable List<String> models,
            @Nullable Duration firstByteTimeout,
            @Nullable Duration idleTimeout) {
        this(name, dialect, baseUrl, apiKey, maxConcurrent, null, models, firstByteTimeout, idleTimeout, null, null);
    }

    private static void checkPositive(String name, String setting, @Nullable Integer value) {
        if (value != null && value < 1) {
            throw new IllegalArgumentException("polylogue.providers." + name + "." + setting + " must be at least 1");
        }
    }

    /** One with all defaults. */
    public static ProviderSettings of(String name, String baseUrl) {
        return of(name, null, baseUrl);
    }

    /** One of that dialect with all other defaults. */
    public static ProviderSettings of(String name, @Nullable String dialect, String baseUrl) {
        return new ProviderSettings(name, dialect, baseUrl, null, null, List.of(), null, null);
    }

    /** The models that are configured; empty: the server is asked. */
    public List<String> configuredModels() {
        return models == null ? List.of() : models;
    }

    /** How long to wait for an answer. */
    public Timeouts timeouts() {
        Timeouts usual = Timeouts.DEFAULT;
        return new Timeouts(
                usual.connect(),
                firstByteTimeout == null ? usual.firstByte() : firstByteTimeout,
                idleTimeout == null ? usual.idle() : idleTimeout);
    }

    @Override
    public String toString() {
        return "ProviderSettings[" + name + ", " + (dialect == null ? "openai-chat" : dialect) + ", " + baseUrl + "]";
    }
}
