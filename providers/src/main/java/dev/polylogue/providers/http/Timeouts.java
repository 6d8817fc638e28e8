package dev.polylogue.providers.http;

import java.time.Duration;

/**
 * How long to wait.
 *
 * @param connect for the name and the connection
 * @param firstByte from the request until the first byte of the body; a head alone does not count
 * @param idle between bytes of the body, comments included
 */
public record Timeouts(Duration connect, Duration firstByte, Duration idle) {

    /** 10 s, 120 s, 60 s. */
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(120), Duration.ofSeconds(60));
}
