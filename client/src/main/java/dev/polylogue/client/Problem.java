package dev.polylogue.client;

import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.GenerationId;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A refusal as the wire has it ({@code docs/protocol.md}, "Problems"); all null where it was none of ours. */
record Problem(
        @Nullable String code,
        @Nullable String detail,
        @Nullable String path,
        @Nullable GenerationId generationId) {

    private static final Problem NONE = new Problem(null, null, null, null);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final int TOO_MANY = 429;
    private static final int BAD_GATEWAY = 502;

    /** The exception that an answer with such a status is. */
    static PolylogueException read(int status, HttpHeaders headers, byte[] body) {
        Problem problem = parse(body);
        Optional<ErrorCode> code = Optional.ofNullable(problem.code).flatMap(ErrorCode::parse);
        String message = problem.detail == null ? "The server answered with status " + status + "." : problem.detail;
        if (code.equals(Optional.of(ErrorCode.CONVERSATION_BUSY))) {
            return new ConversationBusyException(message, problem.generationId);
        }
        boolean mayBeRetried = code.map(Problem::mayBeRetried).orElse(status == TOO_MANY || status >= BAD_GATEWAY);
        return mayBeRetried
                ? new UnavailableException(code.orElse(null), message, retryAfter(headers))
                : new RefusedException(status, code.orElse(null), message, problem.path);
    }

    private static Problem parse(byte[] body) {
        try {
            Problem problem = JsonMapper.shared().readValue(body, Problem.class);
            return problem == null ? NONE : problem;
        } catch (JacksonException notOurs) {
            // A proxy's own page: its status has to do.
            return NONE;
        }
    }

    private static @Nullable Duration retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .filter(value -> SECONDS.matcher(value).matches())
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(null);
    }

    private static boolean mayBeRetried(ErrorCode code) {
        return switch (code) {
            case RATE_LIMITED,
                    SHUTTING_DOWN,
                    STORE_UNAVAILABLE,
                    OVERLOADED,
                    UPSTREAM_UNREACHABLE,
                    UPSTREAM_TIMEOUT,
                    UPSTREAM_INTERRUPTED,
                    UPSTREAM_BUSY -> true;
            case BAD_REQUEST,
                    EMPTY_MESSAGE,
                    TOO_LARGE,
                    NOT_FOUND,
                    UNKNOWN_MODEL,
                    UNSUPPORTED_ATTACHMENT,
                    WRONG_ROLE,
                    WRONG_STATE,
                    CONVERSATION_BUSY,
                    QUEUE_FULL,
                    UNAUTHORIZED,
                    FORBIDDEN,
                    LOG_GONE,
                    INTERNAL,
                    UPSTREAM_REFUSED,
                    UPSTREAM_ERROR,
                    UPSTREAM_GARBAGE -> false;
        };
    }
}
