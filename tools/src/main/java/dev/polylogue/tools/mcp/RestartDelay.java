package dev.polylogue.tools.mcp;

import java.time.Duration;

/** How long to wait before a server is started again: doubles with each failure, up to a minute. */
record RestartDelay(Duration pause) {

    static final RestartDelay FIRST = new RestartDelay(Duration.ofSeconds(1));

    private static final Duration MAX = Duration.ofMinutes(1);

    RestartDelay next() {
        Duration doubled = pause.multipliedBy(2);
        return new RestartDelay(doubled.compareTo(MAX) > 0 ? MAX : doubled);
    }
}
