package dev.polylogue.server.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers with a problem where a controller, or the way to it, threw. It writes the answer itself: content negotiation
 * would refuse to tell a problem to a client that asked for a stream.
 */
@RestControllerAdvice
final class ProblemAdvice {

    @ExceptionHandler(Exception.class)
    void problem(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problems.write(failure, request, response);
    }
}
