package dev.polylogue.engine.admission;

import dev.polylogue.engine.provider.Provider;

/**
 * How much a provider takes.
 *
 * @param maxConcurrent how many calls at once; {@link Integer#MAX_VALUE} for no limit
 * @param perMinute how many calls may begin within any minute; {@link Integer#MAX_VALUE} for no limit
 */
public record Limits(int maxConcurrent, int perMinute) {

    public Limits {
        if (maxConcurrent < 1 || perMinute < 1) {
            throw new IllegalArgumentException("a provider that takes no call needs no line");
        }
    }

    /** What that provider takes now. */
    public static Limits of(Provider provider) {
        return new Limits(provider.maxConcurrent(), provider.requestsPerMinute());
    }
}
