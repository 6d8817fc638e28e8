package dev.polylogue.providers.openai;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a server's API begins. People give it with {@code /v1} and without, so there are two candidates until one of
 * them has answered with a list of models. Any thread may use it.
 */
final class BaseUrl {

    private static final Pattern VERSIONED = Pattern.compile(".*/v\\d+[a-z0-9]*");

    /** It may hold a password, so it is not shown. */
    private static final String NOT_ONE = "not a base URL: http:// or https://, a host, and no user";

    private final List<String> candidates;
    private volatile String best;
    private volatile boolean isSure;

    BaseUrl(String given) {
        String trimmed = given.strip().replaceAll("(?<![:/])/+$", "").replaceAll("/chat/completions$", "");
        String url = trimmed.contains("://") ? trimmed : "http://" + trimmed;
        URI uri = parse(url);
        boolean isVersioned = VERSIONED.matcher(url).matches();
        candidates = isVersioned ? List.of(url) : List.of(url, url + "/v1");
        best = uri.getRawPath().isEmpty() ? candidates.getLast() : url;
    }

    private static URI parse(String url) {
        try {
            URI uri = URI.create(url);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (isHttp && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException notAnAddress) {
            throw new IllegalArgumentException(NOT_ONE, notAnAddress);
        }
        throw new IllegalArgumentException(NOT_ONE);
    }

    /** What to ask for the list, in this order. */
    List<String> candidates() {
        return isSure ? List.of(best) : candidates;
    }

    /** That candidate is the right one. */
    void found(String candidate) {
        best = candidate;
        isSure = true;
    }

    URI at(String path) {
        return URI.create(best + path);
    }

    /** Host and port, for people. */
    String server() {
        return URI.create(best).getAuthority();
    }
}
