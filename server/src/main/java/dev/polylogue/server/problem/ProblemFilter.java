package dev.polylogue.server.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The outermost filter: what goes wrong before a controller is reached is a problem too. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProblemFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("CatchingUnchecked") // nothing may get past it into the container's own error page
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            chain.doFilter(request, response);
        } catch (Exception failure) {
            Problems.write(failure, request, response);
        }
    }
}
