package dev.polylogue.testkit.simulation;

import java.util.List;

/** Which chunks end a generation, as they are on the wire. */
final class Terminals {

    private static final List<String> TYPES =
            List.of("\"type\":\"finish\"", "\"type\":\"abort\"", "\"type\":\"error\"");

    private Terminals() {}

    static boolean isEnd(String json) {
        return TYPES.stream().anyMatch(json::contains);
    }
}
