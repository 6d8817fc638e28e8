package dev.polylogue.server.configuration;

import java.net.InetAddress;

/** A range of IPv4 or IPv6 addresses, written {@code address/bits}; without {@code /bits}, the one address. */
public record AddressRange(InetAddress first, int bits) {

    private static final int BITS_PER_BYTE = 8;

    public AddressRange {
        if (bits < 0 || bits > first.getAddress().length * BITS_PER_BYTE) {
            throw new WrongSettingException("there is no range of " + bits + " bits");
        }
    }

    /** The range that {@code text} spells, or {@link WrongSettingException}. Never asks a name server. */
    public static AddressRange valueOf(String text) {
        try {
            int slash = text.indexOf('/');
            var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int all = address.getAddress().length * BITS_PER_BYTE;
            return new AddressRange(address, slash < 0 ? all : Integer.parseInt(text.substring(slash + 1)));
        } catch (IllegalArgumentException wrong) {
            throw new WrongSettingException("'" + text + "' is not an address range such as 10.0.0.0/8", wrong);
        }
    }

    /** Whether {@code address} is in it. */
    public boolean contains(InetAddress address) {
        byte[] range = first.getAddress();
        byte[] asked = address.getAddress();
        if (range.length != asked.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % BITS_PER_BYTE);
            if ((range[bit / BITS_PER_BYTE] & mask) != (asked[bit / BITS_PER_BYTE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
