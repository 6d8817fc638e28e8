package dev.polylogue.server.identity;

import dev.polylogue.engine.identity.UserId;
import jakarta.servlet.ServletRequest;

/** The user of a request. */
public final class Caller {

    private static final String ATTRIBUTE = Caller.class.getName();

    private Caller() {}

    static void set(ServletRequest request, UserId user) {
        request.setAttribute(ATTRIBUTE, user);
    }

    /** Whose request it is; every request below {@code /api} has a user once the filters are passed. */
    public static UserId of(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof UserId user) {
            return user;
        }
        throw new IllegalStateException("a request came past the identity filter");
    }
}
