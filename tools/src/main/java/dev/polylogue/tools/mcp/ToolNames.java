package dev.polylogue.tools.mcp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Our names for servers' tools. A server's name has no underscore, so the first one in ours ends it, and two servers never
 * share a name. A name that had to be changed carries a checksum of the original, so that two do not become one.
 */
final class ToolNames {

    private static final int MAX_LENGTH = 64;
    private static final int CHECKSUM_LENGTH = 9;
    private static final Pattern FOREIGN = Pattern.compile("[^a-zA-Z0-9_-]");

    private ToolNames() {}

    static String of(String server, String tool) {
        String whole = server + "_" + tool;
        String clean = FOREIGN.matcher(whole).replaceAll("-");
        if (clean.equals(whole) && clean.length() <= MAX_LENGTH) {
            return clean;
        }
        var checksum = new CRC32();
        checksum.update(tool.getBytes(StandardCharsets.UTF_8));
        String start = clean.substring(0, Math.min(clean.length(), MAX_LENGTH - CHECKSUM_LENGTH));
        return String.format(Locale.ROOT, "%s_%08x", start, checksum.getValue());
    }
}
