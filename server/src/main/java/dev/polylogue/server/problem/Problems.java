package dev.polylogue.server.problem;

import dev.polylogue.engine.conversation.CommandException;
import dev.polylogue.engine.store.StoreDamagedException;
import dev.polylogue.engine.store.StoreException;
import dev.polylogue.engine.store.StoreUnavailableException;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.MalformedIdException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.databind.json.JsonMapper;

/** Turns what went wrong into a {@link Problem} and writes it. Any thread may use it. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String RETRY_STORE = "5";
    private static final String NOTHING_THERE = "Nothing is there, or it is not yours: check the address.";

    private Problems() {}

    /** Answers with the problem that {@code failure} is; where the answer has begun, nothing can be said any more. */
    public static void write(Throwable failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Problem problem = explain(failure);
        if (response.isCommitted()) {
            LOG.debug("an answer broke off", failure);
            return;
        }
        if (failure instanceof RefusedException refused) {
            refused.retryAfter().ifPresent(wait -> response.setHeader(HttpHeaders.RETRY_AFTER, seconds(wait)));
        } else if (problem.status() == 503) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_STORE);
        } else if (failure instanceof HttpRequestMethodNotSupportedException wrong
                && wrong.getSupportedMethods() != null) {
            response.setHeader(HttpHeaders.ALLOW, String.join(", ", wrong.getSupportedMethods()));
        }
        write(problem, request, response);
    }

    /** Answers with a refusal. */
    public static void write(ErrorCode code, String detail, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        write(Problem.of(Statuses.of(code), code, detail), request, response);
    }

    /** The JSON of a refusal whose status another part of the server has chosen. */
    static byte[] json(int status, ErrorCode code, String detail) {
        return MAPPER.writeValueAsBytes(Problem.of(status, code, detail));
    }

    private static void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean isOpenAi = OpenAiError.isFor(request);
        response.resetBuffer();
        response.setStatus(isOpenAi ? OpenAiError.status(problem) : problem.status());
        response.setContentType(isOpenAi ? "application/json" : "application/problem+json");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        byte[] json = isOpenAi ? OpenAiError.json(problem) : MAPPER.writeValueAsBytes(problem);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }

    /** At least 1: a client that came back at once would be refused again. */
    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    /** What went wrong, for those who do not answer a request. */
    public static Problem explain(Throwable failure) {
        return switch (failure) {
            case CommandException refused -> {
                Problem problem = Problem.of(Statuses.of(refused.code()), refused.code(), message(refused))
                        .with(refused.activeGeneration().orElse(null));
                yield refused.path().map(problem::at).orElse(problem);
            }
            case RefusedException refused -> {
                Problem problem = Problem.of(Statuses.of(refused.code()), refused.code(), message(refused));
                yield refused.path().map(problem::at).orElse(problem);
            }
            case MalformedIdException _ -> Problem.of(404, ErrorCode.NOT_FOUND, NOTHING_THERE);
            // The store says in the log when an outage begins and when it is over, once for all that it refuses.
            case StoreUnavailableException _ ->
                Problem.of(
                        503,
                        ErrorCode.STORE_UNAVAILABLE,
                        "The disk is full, locked or read-only: make room and try again.");
            case StoreDamagedException _ ->
                Problem.of(
                        503,
                        ErrorCode.STORE_UNAVAILABLE,
                        "The database is damaged: have whoever runs this server put a backup in its place.");
            case StoreException broken -> internal(broken);
            case HttpMessageNotReadableException unreadable -> UnreadableBody.explain(unreadable);
            case BodyTooLargeException tooLarge -> UnreadableBody.explain(tooLarge);
            default -> explainSpring(failure);
        };
    }

    private static Problem explainSpring(Throwable failure) {
        return switch (failure) {
            case MethodArgumentTypeMismatchException wrong ->
                wrong.getMostSpecificCause() instanceof MalformedIdException
                        ? Problem.of(404, ErrorCode.NOT_FOUND, NOTHING_THERE)
                        : parameter(wrong.getName(), "has a wrong value");
            case MissingServletRequestParameterException missing -> parameter(missing.getParameterName(), "is missing");
            case NoResourceFoundException _ -> Problem.of(404, ErrorCode.NOT_FOUND, NOTHING_THERE);
            case NoHandlerFoundException _ -> Problem.of(404, ErrorCode.NOT_FOUND, NOTHING_THERE);
            case HttpRequestMethodNotSupportedException wrong ->
                Problem.of(
                        405,
                        ErrorCode.BAD_REQUEST,
                        "There is no " + wrong.getMethod() + " here: use one of the methods in the header Allow.");
            case HttpMediaTypeNotSupportedException _ ->
                Problem.of(415, ErrorCode.BAD_REQUEST, "Send the body as application/json.");
            case HttpMediaTypeNotAcceptableException _ ->
                Problem.of(406, ErrorCode.BAD_REQUEST, "Accept application/json.");
            case ErrorResponse refused
            when refused.getStatusCode().is4xxClientError() ->
                Problem.of(
                        refused.getStatusCode().value(),
                        ErrorCode.BAD_REQUEST,
                        "The request cannot be understood: see /v3/api-docs for what is expected.");
            default -> internal(failure);
        };
    }

    private static Problem parameter(String name, String fault) {
        return Problem.of(400, ErrorCode.BAD_REQUEST, "The parameter " + name + " " + fault + ": send another one.")
                .at(name);
    }

    private static Problem internal(Throwable failure) {
        LOG.error("a request failed", failure);
        return Problem.of(500, ErrorCode.INTERNAL, "That is our fault: try again, and look into the server's log.");
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? "Refused." : message;
    }
}
