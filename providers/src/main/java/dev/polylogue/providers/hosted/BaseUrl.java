package dev.polylogue.providers.hosted;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a server's API begins. People give it with its version and without, so there may be two candidates until one of
 * them has answered with a list of models. Any thread may use it.
 */
public final class BaseUrl {

    private static final Pattern VERSIONED = Pattern.compile(".*/v\\d+[a-z0-9]*");

    /** It may hold a password, so it is not shown. */
    private static final String NOT_ONE = "not a base URL: http:// or https://, a host, and no user";

    private final List<String> candidates;
    private volatile String best;
    private volatile boolean isSure;

    private BaseUrl(List<String> candidates, String best) {
        this.candidates = candidates;
        this.best = best;
    }

    /** One whose API lies under {@code version}, or right there, as with some servers. */
    public static BaseUrl maybeUnder(String version, String given, String call) {
        String url = root(given, List.of(call));
        if (VERSIONED.matcher(url).matches()) {
            return new BaseUrl(List.of(url), url);
        }
        String versioned = url + version;
        boolean isBareHost = URI.create(url).getRawPath().isEmpty();
        return new BaseUrl(List.of(url, versioned), isBareHost ? versioned : url);
    }

    /** One whose API always lies under {@code version}, unless another version is given. */
    public static BaseUrl under(String version, String given, String call) {
        String url = root(given, List.of(call));
        String versioned = VERSIONED.matcher(url).matches() ? url : url + version;
        return new BaseUrl(List.of(versioned), versioned);
    }

    /** One whose API always lies under {@code path}, whatever of {@code endings} was given beside the host. */
    public static BaseUrl exactly(String path, String given, List<String> endings) {
        String url = root(given, endings) + path;
        return new BaseUrl(List.of(url), url);
    }

    private static String root(String given, List<String> endings) {
        String url = trimmed(given.strip());
        for (String ending : endings) {
            url = trimmed(url.endsWith(ending) ? url.substring(0, url.length() - ending.length()) : url);
        }
        String whole = url.contains("://") ? url : "http://" + url;
        check(whole);
        return whole;
    }

    private static String trimmed(String url) {
        return url.replaceAll("(?<![:/])/+$", "");
    }

    private static void check(String url) {
        try {
            URI uri = URI.create(url);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (isHttp && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return;
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
