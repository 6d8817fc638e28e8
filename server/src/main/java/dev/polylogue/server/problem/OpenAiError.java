package dev.polylogue.server.problem;

import dev.polylogue.protocol.error.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A refusal in the shape that clients of OpenAI's interface read, for all that lies below {@code /v1}. */
public final class OpenAiError {

    private static final String ROOT = "/v1/";

    private OpenAiError() {}

    static boolean isFor(HttpServletRequest request) {
        return (request.getServletPath() + "/").startsWith(ROOT);
    }

    /** Such a client tells by the status whether to try again. */
    static int status(Problem problem) {
        return switch (code(problem)) {
            case UNKNOWN_MODEL -> 404;
            case UPSTREAM_REFUSED -> 400;
            case UPSTREAM_BUSY -> 429;
            case UPSTREAM_TIMEOUT -> 504;
            default -> problem.status();
        };
    }

    static byte[] json(Problem problem) {
        return json(status(problem), code(problem), problem.detail(), problem.path());
    }

    /** An error in the middle of a stream. */
    public static byte[] json(ErrorCode code, String message) {
        Problem problem = Problem.of(Statuses.of(code), code, message);
        return json(problem);
    }

    private static byte[] json(int status, ErrorCode code, String message, @Nullable String param) {
        ObjectNode error = JsonMapper.shared().createObjectNode();
        error.putObject("error")
                .put("message", message)
                .put("type", type(status))
                .put("param", param)
                .put("code", word(code));
        return JsonMapper.shared().writeValueAsBytes(error);
    }

    private static String type(int status) {
        if (status == 429) {
            return "rate_limit_error";
        }
        return status < 500 ? "invalid_request_error" : "server_error";
    }

    private static String word(ErrorCode code) {
        return switch (code) {
            case UNKNOWN_MODEL -> "model_not_found";
            case UNAUTHORIZED -> "invalid_api_key";
            case RATE_LIMITED -> "rate_limit_exceeded";
            default -> code.name().toLowerCase(Locale.ROOT);
        };
    }

    private static ErrorCode code(Problem problem) {
        return ErrorCode.parse(problem.code()).orElse(ErrorCode.INTERNAL);
    }
}
