package dev.polylogue.server.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.GenerationId;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as the wire shows it (RFC 9457).
 *
 * @param detail what to do about it, in one sentence
 * @param path the field that was wrong, with {@code bad-request}
 * @param generationId the one that is active, with {@code conversation-busy}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        int status,
        String title,
        String detail,
        String code,
        @Nullable String path,
        @Nullable GenerationId generationId) {

    static Problem of(int status, ErrorCode code, String detail) {
        return new Problem(status, Titles.of(status), detail, code.code(), null, null);
    }

    Problem at(String field) {
        return new Problem(status, title, detail, code, field, generationId);
    }

    Problem with(@Nullable GenerationId active) {
        return new Problem(status, title, detail, code, path, active);
    }
}
