package dev.polylogue.providers.hosted;

import dev.polylogue.providers.http.Timeouts;
import java.time.Duration;

/**
 * How often a server is asked for its models.
 *
 * @param firstPause after the first failure; doubled with each further one
 * @param longestPause between two looks at a server that is down
 * @param whenUp between two looks at one that answers
 */
public record WatchPace(Duration firstPause, Duration longestPause, Duration whenUp, Timeouts timeouts) {

    /** For what a person configured: it should be there. */
    public static final WatchPace CONFIGURED = new WatchPace(
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10)));

    /** For what may be there or not. */
    public static final WatchPace DISCOVERED = new WatchPace(
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(2)));

    Duration pauseAfter(int failures) {
        Duration pause = firstPause.multipliedBy(1L << Math.min(failures - 1, 10));
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
}
