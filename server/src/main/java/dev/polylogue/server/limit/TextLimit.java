package dev.polylogue.server.limit;

import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.server.configuration.Settings;
import dev.polylogue.server.problem.RefusedException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How long one text may be. Any thread may use it. */
@Component
public final class TextLimit {

    private final long limit;

    TextLimit(Settings settings) {
        limit = settings.limits().text().toBytes();
    }

    /** Refuses {@code texts} of which one is too long; null is none. */
    public void check(@Nullable String... texts) {
        for (String text : texts) {
            if (text != null && isTooLong(text)) {
                throw RefusedException.because(
                        ErrorCode.TOO_LARGE, "A text is longer than " + limit + " bytes: send a shorter one.");
            }
        }
    }

    private boolean isTooLong(String text) {
        // A UTF-16 unit becomes one to three bytes: most texts need not be encoded to know.
        return text.length() > limit
                || (text.length() * 3L > limit && text.getBytes(StandardCharsets.UTF_8).length > limit);
    }
}
