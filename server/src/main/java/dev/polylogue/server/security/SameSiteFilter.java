package dev.polylogue.server.security;

import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.server.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Refuses what a page of another site asks for. Without a login the browser itself is the only key, so each request that
 * could do or tell something has to come from a page of this server, or from no page at all (a script, {@code curl}).
 */
@Component
@Order(10)
final class SameSiteFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final transient AllowedHosts hosts;

    SameSiteFilter(AllowedHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> refusal = refusal(request);
        if (refusal.isPresent()) {
            Problems.write(ErrorCode.FORBIDDEN, refusal.get(), request, response);
            return;
        }
        chain.doFilter(request, response);
    }

    private Optional<String> refusal(HttpServletRequest request) {
        Optional<Authority> host = header(request.getHeader("Host")).flatMap(Authority::ofHost);
        if (host.isEmpty() || !hosts.allow(host.get(), request.getLocalAddr())) {
            return Optional.of("This server does not answer to that name: add it to polylogue.allowed-hosts.");
        }
        if (ApiToken.of(request).isPresent()) {
            // No page can add one to what a browser asks of another site, and a wrong one is nobody's.
            return Optional.empty();
        }
        boolean isApi = ApiPaths.isApi(request);
        boolean isReading = READING.contains(request.getMethod());
        if (!isApi && isReading) {
            return Optional.empty();
        }
        Optional<String> origin = header(request.getHeader("Origin"));
        boolean isOwnPage = origin.isEmpty()
                || Authority.ofOrigin(origin.get())
                        .filter(page -> page.isOriginOf(host.get()))
                        .isPresent();
        boolean isForeign = header(request.getHeader("Sec-Fetch-Site"))
                .filter(FOREIGN::contains)
                .isPresent();
        return isOwnPage && !isForeign
                ? Optional.empty()
                : Optional.of("Only pages of this server may ask that: open Polylogue at its own address.");
    }

    private static Optional<String> header(@Nullable String value) {
        return Optional.ofNullable(value);
    }
}
