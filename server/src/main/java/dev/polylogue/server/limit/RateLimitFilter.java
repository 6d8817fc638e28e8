package dev.polylogue.server.limit;

import dev.polylogue.server.identity.Caller;
import dev.polylogue.server.problem.Problems;
import dev.polylogue.server.problem.RefusedException;
import dev.polylogue.server.security.ApiPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Refuses the requests of a person who sends too many. A stop is never refused, nor counted. */
@Component
@Order(40)
final class RateLimitFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Pattern STOP = Pattern.compile("/api/(generations/([^/]+/)?|ai-sdk/chat/[^/]+/)stop");
    private static final Pattern ANSWER = Pattern.compile(
            "/api/conversations/[^/]+/messages(/[^/]+/(edit|regenerate|continue))?|/api/ai-sdk/chat|/v1/chat/completions");

    private final transient RateLimits limits;

    RateLimitFilter(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = ApiPaths.path(request);
        if (!ApiPaths.isApi(request) || STOP.matcher(path).matches()) {
            chain.doFilter(request, response);
            return;
        }
        boolean beginsAnswer =
                "POST".equals(request.getMethod()) && ANSWER.matcher(path).matches();
        Optional<Duration> wait = limits.take(Caller.of(request), beginsAnswer);
        if (wait.isPresent()) {
            Problems.write(
                    RefusedException.rateLimited(
                            "Too many requests: wait as long as the header Retry-After says.", wait.get()),
                    request,
                    response);
            return;
        }
        chain.doFilter(request, response);
    }
}
