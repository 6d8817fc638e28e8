package dev.polylogue.server.limit;

import dev.polylogue.server.configuration.Settings;
import dev.polylogue.server.problem.BodyTooLargeException;
import dev.polylogue.server.problem.Problems;
import dev.polylogue.server.security.ApiPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Refuses bodies that are too large: at once where their length is told, else when they go on for too long. */
@Component
@Order(20)
final class BodyLimitFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** Takes whole files, which are never held in memory. */
    private static final String ATTACHMENTS = "/api/attachments";

    /** Has its images inside of it. */
    private static final String COMPLETIONS = "/v1/chat/completions";

    /** Has a whole history, the files of its messages inside of it. */
    private static final String CHAT = "/api/ai-sdk/chat";

    private final long usual;
    private final long attachment;
    private final long chat;

    BodyLimitFilter(Settings settings) {
        usual = settings.limits().body().toBytes();
        attachment = settings.limits().attachment().toBytes();
        chat = settings.limits().chat();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long limit =
                switch (ApiPaths.path(request)) {
                    case ATTACHMENTS, COMPLETIONS -> attachment;
                    case CHAT -> chat;
                    default -> usual;
                };
        if (request.getContentLengthLong() > limit) {
            Problems.write(new BodyTooLargeException(limit), request, response);
        } else if (request.getContentLengthLong() < 0) {
            chain.doFilter(new CountedRequest(request, limit), response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
