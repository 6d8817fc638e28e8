package dev.polylogue.server.identity;

import dev.polylogue.engine.identity.UserId;
import jakarta.servlet.ServletRequest;

/** The user of a request. */
public final class Caller {

    private static final String ATTRIBUTE = Caller.class.getName();
    private static final String BY_TOKEN = ATTRIBUTE + ".token";

    private Caller() {}

    static void set(ServletRequest request, UserId user) {
        request.setAttribute(ATTRIBUTE, user);
    }

    static void setByToken(ServletRequest request, UserId user) {
        set(request, user);
        request.setAttribute(BY_TOKEN, true);
    }

    /** Whether it is not the person who asks, but a program with their token. */
    public static boolean isProgram(ServletRequest request) {
        return request.getAttribute(BY_TOKEN) != null;
    }

    /** Whose request it is; every request for the interface has a user once the filters are passed. */
    public static UserId of(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof UserId user) {
            return user;
        }
        throw new IllegalStateException("a request came past the identity filter");
    }
}
