package dev.polylogue.server.limit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Whether the process has room for new work. What runs already goes on: it is never refused, and what it still needs is
 * what the refusals keep free. Any thread may use it; the process is looked at ten times a second at most.
 *
 * <p>A heap that is full of what nobody uses any more looks as full as any other until it is collected, and where all new
 * work is refused nothing may cause that. So while it refuses, an old look makes a collection happen now and then.
 */
@Component
final class Overload {

    /** The part of the heap above which no new work begins: half of what is left is for a collector to work in. */
    static final double FULL_HEAP = 0.85;

    private static final Logger LOG = LoggerFactory.getLogger(Overload.class);
    private static final Duration LOOK_AT_MOST_EVERY = Duration.ofMillis(100);
    private static final Duration COLLECT_AT_MOST_EVERY = Duration.ofSeconds(5);

    private final LoadMeasure measure;
    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock") private long lookedAt;

    @GuardedBy("lock") private boolean isCollecting;

    private volatile Scarcity scarcity = Scarcity.NOTHING;

    /** What there is too little of. */
    enum Scarcity {
        NOTHING,
        HEAP,
        FILES
    }

    Overload(LoadMeasure measure, Time time) {
        this.measure = measure;
        this.time = time;
        this.lookedAt = time.nanoTime() - LOOK_AT_MOST_EVERY.toNanos();
    }

    /** What there is too little of just now. */
    Scarcity scarcity() {
        if (lock.tryLock()) {
            try {
                long now = time.nanoTime();
                if (now - lookedAt >= LOOK_AT_MOST_EVERY.toNanos()) {
                    lookedAt = now;
                    look();
                }
            } finally {
                lock.unlock();
            }
        }
        return scarcity;
    }

    @GuardedBy("lock") private void look() {
        Load load = measure.now();
        Scarcity found = judge(load);
        if (found != scarcity) {
            say(found, load);
            scarcity = found;
        }
        if (found == Scarcity.HEAP && load.nanosSinceCollection() >= COLLECT_AT_MOST_EVERY.toNanos() && !isCollecting) {
            isCollecting = true;
            time.startThread("collect", this::collect);
        }
    }

    private static Scarcity judge(Load load) {
        if (load.filesLeft() < 0) {
            return Scarcity.FILES;
        }
        return load.heapAfterCollection() > FULL_HEAP ? Scarcity.HEAP : Scarcity.NOTHING;
    }

    private void collect() {
        measure.collect();
        lock.lock();
        try {
            isCollecting = false;
        } finally {
            lock.unlock();
        }
    }

    private static void say(Scarcity found, Load load) {
        switch (found) {
            case NOTHING -> LOG.info("There is room for new work again.");
            case HEAP ->
                LOG.warn(
                        "The memory is nearly full ({} %): new messages are refused. Give the server more (-Xmx).",
                        Math.round(load.heapAfterCollection() * 100));
            case FILES ->
                LOG.warn(
                        "{} of {} files and sockets are open: new work is refused. Allow the server more (ulimit -n).",
                        load.openFiles(),
                        load.maxFiles());
        }
    }

    /** Why new work is refused, in a sentence for the one who asks; empty where it is not. */
    Optional<String> refusal() {
        return switch (scarcity()) {
            case NOTHING -> Optional.empty();
            case HEAP -> Optional.of("The server's memory is nearly full: try again in a moment.");
            case FILES -> Optional.of("The server has too many connections: try again in a moment.");
        };
    }
}
