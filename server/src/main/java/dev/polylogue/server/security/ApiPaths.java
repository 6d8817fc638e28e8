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
        return isBelow("/api", request) || isGateway(request);
    }

    /** Whether a request is for the part of the interface that speaks as OpenAI's does. */
    public static boolean isGateway(HttpServletRequest request) {
        return isBelow("/v1", request);
    }

    private static boolean isBelow(String root, HttpServletRequest request) {
        String path = path(request);
        return path.equals(root) || path.startsWith(root + "/");
    }

    /** The decoded path of a request. */
    public static String path(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return rest == null ? request.getServletPath() : request.getServletPath() + rest;
    }
}
