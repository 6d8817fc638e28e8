package dev.polylogue.tools.guard;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Says where a request for a web address may go. A name is resolved once, here, and what it resolves to is what has to be
 * connected to: a name server that answers differently the next time gains nothing. All addresses of a name must be
 * allowed, else an attacker would only have to wait for the one that is not.
 */
public final class AddressGuard {

    /**
     * What a browser would read as an IPv4 address: its last label is a number, decimal, octal or hexadecimal. Java reads
     * {@code 0177.0.0.1} as 177.0.0.1 and a name server may be asked for {@code 0x7f.1}; so only the plain form counts.
     */
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(?i)(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)\\.?");

    private static final Pattern PLAIN_IPV4 = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

    private final Resolver resolver;
    private final Predicate<InetAddress> isAllowed;

    /** With its own idea of what may be called; all but tests take {@link #publicOnly}. */
    public AddressGuard(Resolver resolver, Predicate<InetAddress> isAllowed) {
        this.resolver = resolver;
        this.isAllowed = isAllowed;
    }

    /** Allows the open internet only. */
    public static AddressGuard publicOnly() {
        return new AddressGuard(name -> List.of(InetAddress.getAllByName(name)), PublicAddresses::contains);
    }

    /** Resolves and checks. Blocks as long as the name server does, whatever becomes of the thread. */
    public Destination check(URI uri) {
        String scheme = uri.getScheme();
        if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
            throw new RefusedAddressException("Only http and https addresses can be fetched.");
        }
        if (uri.getRawUserInfo() != null) {
            throw new RefusedAddressException("An address with a user name or password in it is not fetched.");
        }
        String host = uri.getHost();
        if (host == null || host.isEmpty()) {
            throw new RefusedAddressException("The address names no host that can be looked up.");
        }
        List<InetAddress> addresses = addresses(host);
        if (!addresses.stream().allMatch(isAllowed)) {
            throw new RefusedAddressException(
                    host + " is not on the open internet: private and local addresses are not fetched.");
        }
        return Destination.of(uri, withoutBrackets(host), addresses);
    }

    private List<InetAddress> addresses(String host) {
        if (host.startsWith("[")) {
            return List.of(literal(withoutBrackets(host)));
        }
        if (ENDS_IN_A_NUMBER.matcher(host).matches()) {
            if (!PLAIN_IPV4.matcher(host).matches()) {
                throw new RefusedAddressException(host + " is no plain IPv4 address and no name.");
            }
            return List.of(literal(host));
        }
        try {
            List<InetAddress> found = resolver.resolve(host);
            if (!found.isEmpty()) {
                return found;
            }
        } catch (UnknownHostException unknown) {
            throw unknownHost(host);
        }
        throw unknownHost(host);
    }

    private static RefusedAddressException unknownHost(String host) {
        return new RefusedAddressException("There is no host named " + host + ".");
    }

    private static InetAddress literal(String text) {
        try {
            if (text.indexOf('%') < 0) {
                return InetAddress.ofLiteral(text);
            }
        } catch (IllegalArgumentException malformed) {
            throw noAddress(text);
        }
        throw noAddress(text);
    }

    private static RefusedAddressException noAddress(String text) {
        return new RefusedAddressException(text + " is no address.");
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Looks up names. */
    @FunctionalInterface
    public interface Resolver {
        /** All addresses of the name. */
        List<InetAddress> resolve(String name) throws UnknownHostException;
    }
}
