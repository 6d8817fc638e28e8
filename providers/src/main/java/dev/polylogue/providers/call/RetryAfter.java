package dev.polylogue.providers.call;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}: seconds, or a date. */
final class RetryAfter {

    /** Nobody waits in front of a screen for longer; a server that wants more is as good as down. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** Null where it is neither. */
    static @Nullable Duration read(String value, Instant now) {
        Duration wish = seconds(value);
        if (wish == null) {
            wish = date(value, now);
        }
        if (wish == null || wish.isNegative()) {
            return wish == null ? null : Duration.ZERO;
        }
        return wish.compareTo(LONGEST) > 0 ? LONGEST : wish;
    }

    private static @Nullable Duration seconds(String value) {
        try {
            double seconds = Double.parseDouble(value);
            return Duration.ofMillis((long) (Math.min(seconds, (double) LONGEST.toSeconds()) * 1000));
        } catch (NumberFormatException notSeconds) {
            return null;
        }
    }

    private static @Nullable Duration date(String value, Instant now) {
        try {
            Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(now, then);
        } catch (DateTimeException notDate) {
            return null;
        }
    }
}
