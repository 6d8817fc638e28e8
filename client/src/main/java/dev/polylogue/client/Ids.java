package dev.polylogue.client;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes UUIDs of version 7 (RFC 9562, 5.7), which the server's indexes like. Any thread may use it. */
record Ids(InstantSource clock, RandomGenerator random) {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    UUID next() {
        long most = (clock.millis() << 16) | VERSION_7 | (random.nextLong() & 0xFFFL);
        return new UUID(most, VARIANT | (random.nextLong() >>> 2));
    }
}
