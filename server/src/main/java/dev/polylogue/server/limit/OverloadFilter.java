package dev.polylogue.server.limit;

import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.server.limit.Overload.Scarcity;
import dev.polylogue.server.problem.Problems;
import dev.polylogue.server.security.ApiPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Refuses new work while the process has no room for it: messages to answer, and where connections are scarce also new
 * streams. Reading, stopping and deleting are never refused. Where connections are scarce none is kept for a next request.
 */
@Component
@Order(15)
final class OverloadFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Pattern ANSWER = Pattern.compile(
            "/api/conversations(/[^/]+/messages(/[^/]+/(edit|regenerate|continue))?)?|/api/ai-sdk/chat|/v1/chat/completions");
    private static final Pattern STREAM =
            Pattern.compile("/api/(events|generations/[^/]+/chunks|ai-sdk/(ws|chat/[^/]+/stream))");

    private final transient Overload overload;
    private final transient TomcatConnections connections;

    OverloadFilter(Overload overload, TomcatConnections connections) {
        this.overload = overload;
        this.connections = connections;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean isCrowded = connections.areScarce() || overload.scarcity() == Scarcity.FILES;
        Optional<String> refusal = refusal(request, isCrowded);
        boolean isStream = STREAM.matcher(ApiPaths.path(request)).matches();
        if (isCrowded && (refusal.isPresent() || !isStream)) {
            response.setHeader("Connection", "close");
        }
        if (refusal.isPresent()) {
            Problems.write(ErrorCode.OVERLOADED, refusal.get(), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private Optional<String> refusal(HttpServletRequest request, boolean isCrowded) {
        String path = ApiPaths.path(request);
        boolean isAnswer =
                "POST".equals(request.getMethod()) && ANSWER.matcher(path).matches();
        if (isCrowded && (isAnswer || STREAM.matcher(path).matches())) {
            return Optional.of("The server has too many connections: try again in a moment.");
        }
        return isAnswer ? overload.refusal() : Optional.empty();
    }
}
