package dev.polylogue.server.identity;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.server.problem.Problems;
import dev.polylogue.server.security.ApiPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Lets a request below {@code /api} through with its user, or not at all. */
@Component
@Order(30)
final class IdentityFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient Identities identities;

    IdentityFilter(Identities identities) {
        this.identities = identities;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!ApiPaths.isApi(request)) {
            chain.doFilter(request, response);
            return;
        }
        Optional<UserId> user = identities.of(request);
        if (user.isEmpty()) {
            Problems.write(ErrorCode.UNAUTHORIZED, "Sign in at the proxy in front of this server.", response);
            return;
        }
        Caller.set(request, user.get());
        chain.doFilter(request, response);
    }
}
