package dev.polylogue.tools.guard;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses of the open internet. Java's own {@code isLoopbackAddress} and its like miss half of what is not: shared,
 * reserved and benchmark ranges of IPv4, unique local addresses of IPv6, and every way to wrap an IPv4 address in an IPv6 one.
 */
final class PublicAddresses {

    /** The one range that IPv6 gives out to the internet; within it, what is not really there. */
    private static final Range GLOBAL_UNICAST = Range.of("2000::/3");

    private static final List<Range> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // shared by a provider's customers; the metadata of one cloud
                    "127.0.0.0/8", // loopback
                    "168.63.129.16/32", // the metadata of another cloud, in the midst of public addresses
                    "169.254.0.0/16", // link-local, metadata of most clouds
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocol assignments, metadata of a third cloud
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // 6to4 relays
                    "192.168.0.0/16", // private
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, broadcast
                    "2001::/23", // protocol assignments, Teredo among them
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4, which wraps an IPv4 address
                    "3fff::/20") // documentation
            .map(Range::of)
            .toList();

    private PublicAddresses() {}

    /** Whether {@code address} is one of the open internet. */
    static boolean contains(InetAddress address) {
        // An IPv4 address in IPv6 form (::ffff:a.b.c.d) is an IPv4 address to Java already.
        boolean isIpv4 = address.getAddress().length == Range.IPV4_BYTES;
        return (isIpv4 || GLOBAL_UNICAST.contains(address))
                && NOT_PUBLIC.stream().noneMatch(range -> range.contains(address));
    }

    /** A range in CIDR form. */
    private record Range(InetAddress first, int bits) {

        static final int IPV4_BYTES = 4;

        static Range of(String text) {
            int slash = text.indexOf('/');
            return new Range(
                    InetAddress.ofLiteral(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        }

        boolean contains(InetAddress address) {
            byte[] range = first.getAddress();
            byte[] asked = address.getAddress();
            if (asked.length != range.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if (((range[bit / Byte.SIZE] ^ asked[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
