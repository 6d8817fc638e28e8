package dev.polylogue.store;

import java.math.BigInteger;
import java.time.Instant;

/**
 * Moments as nanoseconds since 1970, so that a moment read is the very one that was written. Those before 1677 or after
 * 2262 become the first or last that fit.
 */
final class Moments {

    private static final long NANOS = 1_000_000_000L;
    private static final BigInteger FIRST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LAST = BigInteger.valueOf(Long.MAX_VALUE);

    private Moments() {}

    static long toNanos(Instant moment) {
        return BigInteger.valueOf(moment.getEpochSecond())
                .multiply(BigInteger.valueOf(NANOS))
                .add(BigInteger.valueOf(moment.getNano()))
                .max(FIRST)
                .min(LAST)
                .longValueExact();
    }

    static Instant ofNanos(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }
}
