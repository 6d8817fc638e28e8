package dev.polylogue.server.limit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.time.Time;
import dev.polylogue.server.configuration.Settings;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * How many requests each person has left. Any thread may use it.
 *
 * <p>Bounds: of {@link #MAX_USERS} people, those who asked last; who falls out starts with full buckets again, which they
 * would have had after a minute anyway.
 */
@Component
final class RateLimits {

    private static final int MAX_USERS = 10_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Settings.Limits limits;
    private final TimeMeter meter;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock") private final Map<UserId, Buckets> users = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UserId, Buckets> eldest) {
            return size() > MAX_USERS;
        }
    };

    RateLimits(Settings settings, Time time) {
        limits = settings.limits();
        meter = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return time.nanoTime();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
    }

    /** Counts a request; says how long to wait where there are too many. */
    Optional<Duration> take(UserId user, boolean beginsAnswer) {
        Buckets buckets = buckets(user);
        Optional<Duration> refusal = take(buckets.requests());
        return refusal.isPresent() || !beginsAnswer ? refusal : take(buckets.answers());
    }

    private static Optional<Duration> take(Bucket bucket) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Buckets buckets(UserId user) {
        lock.lock();
        try {
            return users.computeIfAbsent(
                    user, _ -> new Buckets(bucket(limits.requestsPerMinute()), bucket(limits.answersPerMinute())));
        } finally {
            lock.unlock();
        }
    }

    private Bucket bucket(int perMinute) {
        return Bucket.builder()
                .withCustomTimePrecision(meter)
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .build();
    }

    private record Buckets(Bucket requests, Bucket answers) {}
}
