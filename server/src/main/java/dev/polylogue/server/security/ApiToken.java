package dev.polylogue.server.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;

/** The secret with which a program asks, as it stands in a request. */
public final class ApiToken {

    /** How every secret of ours begins, so that one is known from what a proxy in front has for itself. */
    public static final String PREFIX = "pk-";

    private static final String SCHEME = "bearer ";

    private ApiToken() {}

    /** The secret in the header {@code Authorization}; empty where nothing there is meant for us. */
    public static Optional<String> of(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(header -> header.substring(SCHEME.length()).strip())
                .filter(secret -> secret.startsWith(PREFIX));
    }
}
