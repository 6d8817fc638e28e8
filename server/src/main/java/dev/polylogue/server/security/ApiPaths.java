package dev.polylogue.server.security;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Which requests are for the interface and which for the web app. It reads the path as the container has decoded it:
 * a controller is found by the decoded one too, so no spelling of a path gets past a filter.
 */
public final class ApiPaths {

    private ApiPaths() {}

    /** Whether a request is for the interface. */
    public static boolean isApi(HttpServletRequest request) {
        String path = path(request);
        return path.equals("/api") || path.startsWith("/api/");
    }

    /** The decoded path of a request. */
    public static String path(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return rest == null ? request.getServletPath() : request.getServletPath() + rest;
    }
}
