package dev.polylogue.server.problem;

import dev.polylogue.protocol.error.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server itself refuses a request, before the engine has seen it. The message tells the client what to do. */
public final class RefusedException extends RuntimeException {

    private final ErrorCode code;
    private final @Nullable String path;
    private final @Nullable Duration retryAfter;

    private RefusedException(ErrorCode code, String detail, @Nullable String path, @Nullable Duration retryAfter) {
        super(detail);
        this.code = code;
        this.path = path;
        this.retryAfter = retryAfter;
    }

    /** A refusal with that code. */
    public static RefusedException because(ErrorCode code, String detail) {
        return new RefusedException(code, detail, null, null);
    }

    /** A field or parameter is wrong. */
    public static RefusedException badRequest(String path, String detail) {
        return new RefusedException(ErrorCode.BAD_REQUEST, detail, path, null);
    }

    /** Too many requests; {@code retryAfter} says when the next one may come. */
    public static RefusedException rateLimited(String detail, Duration retryAfter) {
        return new RefusedException(ErrorCode.RATE_LIMITED, detail, null, retryAfter);
    }

    /** A model server did not do it; {@code retryAfter} is its wish, null for none. */
    public static RefusedException upstream(ErrorCode code, String detail, @Nullable Duration retryAfter) {
        return new RefusedException(code, detail, null, retryAfter);
    }

    ErrorCode code() {
        return code;
    }

    Optional<String> path() {
        return Optional.ofNullable(path);
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
