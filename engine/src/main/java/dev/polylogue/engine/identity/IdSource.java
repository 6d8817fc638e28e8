package dev.polylogue.engine.identity;

import dev.polylogue.engine.time.Time;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562, 5.7): 48 bits of milliseconds, then 74 random bits, so that new rows land at the
 * end of an index. Any thread may use it if its random source allows that.
 */
public final class IdSource {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Time time;
    private final RandomGenerator random;

    public IdSource(Time time, RandomGenerator random) {
        this.time = time;
        this.random = random;
    }

    /** A new id. */
    public UUID next() {
        long most = (time.now().toEpochMilli() << 16) | VERSION_7 | (random.nextLong() & 0xFFFL);
        long least = VARIANT | (random.nextLong() >>> 2);
        return new UUID(most, least);
    }
}
