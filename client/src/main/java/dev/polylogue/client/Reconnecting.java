package dev.polylogue.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a stream counts as lost, and how it is taken up again.
 *
 * @param silence how long a line may say nothing
 * @param random must allow any thread
 */
record Reconnecting(ReconnectPace pace, Duration silence, RandomGenerator random) {}
