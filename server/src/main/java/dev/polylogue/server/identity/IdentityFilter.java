package dev.polylogue.server.identity;

import dev.polylogue.engine.conversation.ApiTokens;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.server.problem.Problems;
import dev.polylogue.server.problem.RefusedException;
import dev.polylogue.server.security.ApiPaths;
import dev.polylogue.server.security.ApiToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Lets a request for the interface through with its user, or not at all. A token counts more than everything else: with a
 * wrong one nobody is meant, not even the local user. The gateway is for programs with a token only.
 */
@Component
@Order(30)
final class IdentityFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient Identities identities;
    private final transient ApiTokens tokens;

    IdentityFilter(Identities identities, ApiTokens tokens) {
        this.identities = identities;
        this.tokens = tokens;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (ApiPaths.isApi(request)) {
            try {
                identify(request);
            } catch (RefusedException refusal) {
                Problems.write(refusal, request, response);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private void identify(HttpServletRequest request) {
        Optional<String> secret = ApiToken.of(request);
        if (secret.isPresent()) {
            Caller.setByToken(request, tokens.owner(secret.get()).orElseThrow(() -> noToken(request)));
        } else if (ApiPaths.isGateway(request)) {
            throw noToken(request);
        } else {
            Caller.set(request, identities.of(request).orElseThrow(IdentityFilter::nobody));
        }
    }

    private RefusedException noToken(HttpServletRequest request) {
        if (ApiPaths.isGateway(request) && !tokens.areThereAny()) {
            return RefusedException.because(
                    ErrorCode.NOT_FOUND,
                    "This interface is off until there is an API token: make one in the settings of Polylogue.");
        }
        return RefusedException.because(
                ErrorCode.UNAUTHORIZED,
                "Send a valid API token, as Authorization: Bearer pk-…; the settings of Polylogue make one.");
    }

    private static RefusedException nobody() {
        return RefusedException.because(ErrorCode.UNAUTHORIZED, "Sign in at the proxy in front of this server.");
    }
}
