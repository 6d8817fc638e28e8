package dev.polylogue.providers.call;

import dev.polylogue.engine.provider.ModelEvent.Failed;
import dev.polylogue.engine.provider.ModelEvent.Retry;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.providers.http.Fault;
import dev.polylogue.providers.http.ResponseHead;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sentences for what went wrong, and whether it may go right later. */
public final class Failures {

    /** Codes under which a 429 is no matter of waiting. */
    private static final Set<String> NOT_FOR_LONG_TIME =
            Set.of("insufficient_quota", "billing_hard_limit_reached", "billing_not_active");

    /** Codes inside a stream that say: not now. */
    private static final Set<String> BUSY =
            Set.of("overloaded_error", "rate_limit_error", "rate_limit_exceeded", "429", "503", "529");

    private Failures() {}

    /** A refusal before the stream. */
    public static Failed refused(ResponseHead head, String body, Instant now) {
        ErrorBody error = ErrorBody.read(body);
        int status = head.status();
        String message = said(status, error.words()) + advice(status);
        Duration after = head.header("retry-after")
                .map(value -> RetryAfter.read(value, now))
                .orElse(null);
        return switch (status) {
            case 429 ->
                NOT_FOR_LONG_TIME.contains(error.code())
                        ? new Failed(ErrorCode.UPSTREAM_REFUSED, message, null)
                        : new Failed(ErrorCode.UPSTREAM_BUSY, message, new Retry(after));
            case 408, 503, 529 -> new Failed(ErrorCode.UPSTREAM_BUSY, message, new Retry(after));
            case 502, 504 -> new Failed(ErrorCode.UPSTREAM_ERROR, message, new Retry(after));
            default -> new Failed(status >= 500 ? ErrorCode.UPSTREAM_ERROR : ErrorCode.UPSTREAM_REFUSED, message, null);
        };
    }

    /** An error inside a stream that had begun well. */
    public static Failed inStream(ErrorBody error) {
        String words = error.words().isEmpty() ? "no reason given" : error.words();
        String message = "The model server reported an error: " + ended(words);
        return BUSY.contains(error.code())
                ? new Failed(ErrorCode.UPSTREAM_BUSY, message, new Retry(null))
                : new Failed(ErrorCode.UPSTREAM_ERROR, message, null);
    }

    /** The server would not answer this prompt, and said why. */
    public static Failed declined(String why) {
        return new Failed(ErrorCode.UPSTREAM_REFUSED, "The model server declined the prompt: " + ended(why), null);
    }

    /** A fault of the network. */
    public static Failed broken(Fault fault, String server) {
        return switch (fault.kind()) {
            case NOT_SENDABLE ->
                unreachable("A request to the model server at " + server
                        + " cannot be written. Check its API key for a line's end or another stray character.");
            case NOT_RESOLVED -> unreachable("The model server at " + server + " has no address. Check the base URL.");
            case NOT_CONNECTED ->
                unreachable("The model server at " + server + " does not answer. Check that it runs.");
            case CONNECT_TIMEOUT ->
                unreachable("The model server at " + server + " did not take the connection in time.");
            case FIRST_BYTE_TIMEOUT ->
                new Failed(
                        ErrorCode.UPSTREAM_TIMEOUT,
                        "The model did not begin to answer in time (" + fault.words() + ").",
                        null);
            case IDLE_TIMEOUT ->
                new Failed(
                        ErrorCode.UPSTREAM_TIMEOUT,
                        "The model stopped in the middle of its answer (" + fault.words() + ").",
                        null);
            case CLOSED_BEFORE_HEAD ->
                new Failed(
                        ErrorCode.UPSTREAM_INTERRUPTED,
                        "The model server closed the connection before it answered.",
                        new Retry(null));
            case CLOSED_IN_BODY -> interrupted();
            case CLIENT_CLOSED ->
                new Failed(ErrorCode.UPSTREAM_INTERRUPTED, "The connection to the model server was given up.", null);
        };
    }

    /** The stream ended, or broke off, before the model had finished. */
    public static Failed interrupted() {
        return new Failed(
                ErrorCode.UPSTREAM_INTERRUPTED, "The model server broke off before the answer was finished.", null);
    }

    /** Bytes that are no answer. */
    public static Failed garbage(String what) {
        return new Failed(
                ErrorCode.UPSTREAM_GARBAGE, "The model server sent something that is no answer (" + what + ").", null);
    }

    /** The first half of a sentence about a status: what the server said, in its own words. */
    public static String said(int status, String words) {
        return "The model server answered " + status + (words.isEmpty() ? "." : ": " + ended(words));
    }

    /** What to do about a status, with a space before it; empty where there is nothing. */
    public static String advice(int status) {
        return switch (status) {
            case 401, 403 -> " Check the API key.";
            case 404 -> " Check the model's name and the base URL.";
            case 413 -> " The conversation is too long for it.";
            default -> "";
        };
    }

    private static Failed unreachable(String message) {
        return new Failed(ErrorCode.UPSTREAM_UNREACHABLE, message, null);
    }

    private static String ended(@Nullable String words) {
        String text = words == null ? "" : words;
        return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") || text.endsWith("…") ? text : text + ".";
    }
}
