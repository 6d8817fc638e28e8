package dev.polylogue.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a lost stream is taken up again: after a pause that doubles with each try in a row, spread by chance over its upper
 * half, so that many programs do not come back to a restarted server in the same instant.
 *
 * @param first the longest first pause
 * @param longest what the pauses grow to
 * @param tries how many in a row may bring nothing, before {@link UnavailableException} is thrown; 0 gives up at once
 */
public record ReconnectPace(Duration first, Duration longest, int tries) {

    /** From a quarter of a second to ten seconds; gives up after twelve tries, which is about a minute. */
    public static final ReconnectPace USUAL = new ReconnectPace(Duration.ofMillis(250), Duration.ofSeconds(10), 12);

    private static final int MOST_DOUBLINGS = 20;

    public ReconnectPace {
        if (first.isNegative() || longest.compareTo(first) < 0 || tries < 0) {
            throw new IllegalArgumentException("pauses must not be negative nor shrink, nor tries be negative");
        }
    }

    /** The pause before try number {@code nth}, from 1. */
    Duration pause(int nth, RandomGenerator random) {
        Duration doubled = first.multipliedBy(1L << Math.min(nth - 1, MOST_DOUBLINGS));
        Duration ceiling = doubled.compareTo(longest) < 0 ? doubled : longest;
        return Duration.ofNanos((long) (ceiling.toNanos() * (0.5 + random.nextDouble() / 2)));
    }
}
