package dev.polylogue.server.security;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and its port as a {@code Host} header or an {@code Origin} names them.
 *
 * @param host in lower case, an IPv6 address in its brackets
 * @param port -1 where none is named
 */
record Authority(String host, int port) {

    static final int NO_PORT = -1;

    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");

    /** What a {@code Host} header names; empty where it is not one. */
    static Optional<Authority> ofHost(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = matcher.group(2) == null ? NO_PORT : Integer.parseInt(matcher.group(2));
        return Optional.of(new Authority(matcher.group(1).toLowerCase(Locale.ROOT), port));
    }

    /** What an {@code Origin} of a web page names, with the port that its scheme implies; else empty. */
    static Optional<Authority> ofOrigin(String text) {
        if (text.startsWith("http://")) {
            return ofHost(text.substring("http://".length())).map(found -> found.withDefault(80));
        }
        if (text.startsWith("https://")) {
            return ofHost(text.substring("https://".length())).map(found -> found.withDefault(443));
        }
        return Optional.empty();
    }

    private Authority withDefault(int implied) {
        return port == NO_PORT ? new Authority(host, implied) : this;
    }

    /** Whether a page of this origin belongs to {@code asked}, the host of the request. */
    boolean isOriginOf(Authority asked) {
        boolean samePort = asked.port == NO_PORT ? port == 80 || port == 443 : port == asked.port;
        return host.equals(asked.host) && samePort;
    }
}
