package dev.polylogue.tools.guard;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/**
 * Where a request may go.
 *
 * @param host the name in the address, for the {@code Host} header and the certificate; an IPv6 address without brackets
 * @param addresses what the name meant when it was checked, at least one; nothing else may be connected to
 */
public record Destination(URI uri, String host, int port, List<InetAddress> addresses) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    public Destination {
        addresses = List.copyOf(addresses);
    }

    static Destination of(URI uri, String host, List<InetAddress> addresses) {
        int usual = isSecure(uri) ? HTTPS : HTTP;
        return new Destination(uri, host, uri.getPort() < 0 ? usual : uri.getPort(), addresses);
    }

    /** Whether TLS is spoken there. */
    public boolean isSecure() {
        return isSecure(uri);
    }

    private static boolean isSecure(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }
}
