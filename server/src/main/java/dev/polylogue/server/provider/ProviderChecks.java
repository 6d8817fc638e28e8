package dev.polylogue.server.provider;

import dev.polylogue.server.problem.RefusedException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a provider may be like; each refusal names the field. */
final class ProviderChecks {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,49}");
    /** The property with which the providers' own refusals begin, as they are used to speaking of a file. */
    private static final Pattern PROPERTY = Pattern.compile("^polylogue\\.providers\\.[^ ]*?:? ");

    private ProviderChecks() {}

    /** Work that may throw and give something. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    static String name(@Nullable String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw RefusedException.badRequest(
                    "name", "The name has small letters, digits, dots and dashes only, at most 50: send another one.");
        }
        return name;
    }

    static String baseUrl(String baseUrl) {
        if (baseUrl.isBlank()) {
            throw RefusedException.badRequest(
                    "baseUrl", "The field baseUrl is missing: send the address of the server.");
        }
        return baseUrl.strip();
    }

    /** Null for no limit. */
    static @Nullable Integer limit(String field, @Nullable Integer limit) {
        if (limit != null && limit < 0) {
            throw RefusedException.badRequest(field, "The field " + field + " must be 0 or more.");
        }
        return limit == null || limit == 0 ? null : limit;
    }

    /** What the providers refuse is refused in words of this interface. */
    static <T, E extends Exception> T checked(Work<T, E> work) throws E {
        try {
            return work.run();
        } catch (IllegalArgumentException refused) {
            String field = String.valueOf(refused.getMessage()).contains(".dialect") ? "dialect" : "baseUrl";
            throw RefusedException.badRequest(field, sentence(refused));
        }
    }

    static String sentence(IllegalArgumentException refused) {
        String words = PROPERTY.matcher(String.valueOf(refused.getMessage())).replaceFirst("");
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
