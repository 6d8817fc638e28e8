package dev.polylogue.server.problem;

import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.MalformedIdException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * Says what is wrong with a body. Jackson's own messages are not used: they name our classes, and speak to the author of
 * the server rather than to its caller.
 */
final class UnreadableBody {

    private static final String WHOLE = "$";

    private UnreadableBody() {}

    /** The problem behind {@code failure}, which came out of reading a body. */
    static Problem explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MalformedIdException) {
                return Problem.of(404, ErrorCode.NOT_FOUND, "Nothing has that id: send an id that this server gave.");
            }
            if (cause instanceof BodyTooLargeException tooLarge) {
                return Problem.of(413, ErrorCode.TOO_LARGE, sentence(tooLarge));
            }
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException wrong) {
                return explain(wrong);
            }
        }
        return bad(WHOLE, "The request has no body: send a JSON object.");
    }

    private static Problem explain(JacksonException wrong) {
        String path = path(wrong);
        return switch (wrong) {
            case MismatchedInputException mismatch
            when WHOLE.equals(path) -> bad(path, "The body must be " + name(mismatch.getTargetType()) + ".");
            case MismatchedInputException mismatch ->
                bad(path, "The field " + path + " must be " + name(mismatch.getTargetType()) + ".");
            case StreamReadException broken ->
                bad(
                        path,
                        "The body is not valid JSON: mend it at line "
                                + broken.getLocation().getLineNr() + ", column "
                                + broken.getLocation().getColumnNr() + ".");
            default -> bad(path, "The field " + path + " has a wrong value: send another one.");
        };
    }

    private static Problem bad(String path, String detail) {
        return Problem.of(400, ErrorCode.BAD_REQUEST, detail).at(path);
    }

    private static String path(JacksonException wrong) {
        var path = new StringBuilder();
        for (JacksonException.Reference step : wrong.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? WHOLE : path.toString();
    }

    private static String name(@Nullable Class<?> type) {
        if (type == null) {
            return "another value";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or ", "one of ", ""));
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type.isRecord() && !type.getSimpleName().endsWith("Id") ? "a JSON object" : "a string";
    }

    private static String sentence(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? "" : message;
    }
}
