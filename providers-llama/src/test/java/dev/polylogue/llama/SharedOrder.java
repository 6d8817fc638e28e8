package dev.polylogue.llama;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelSink;
import dev.polylogue.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** Who said something, in the order in which it came. */
final class SharedOrder {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final int voices;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock") private final List<Integer> order = new ArrayList<>();

    @GuardedBy("lock") private final int[] counts;

    SharedOrder(int voices) {
        this.voices = voices;
        this.counts = new int[voices];
    }

    ModelSink sink(int who) {
        return event -> {
            if (event instanceof ModelEvent.TextDelta) {
                lock.lock();
                try {
                    order.add(who);
                    counts[who]++;
                } finally {
                    lock.unlock();
                }
            }
        };
    }

    private int count(int who) {
        lock.lock();
        try {
            return counts[who];
        } finally {
            lock.unlock();
        }
    }

    private List<Integer> order() {
        lock.lock();
        try {
            return List.copyOf(order);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until each has said that much. */
    void awaitAll(int words) throws InterruptedException {
        Await.until(
                "all have said " + words, SOON, () -> IntStream.range(0, voices).allMatch(who -> count(who) >= words));
    }

    /** How often somebody said something right after another, for the one to whom that happened least. */
    long turnsOfTheLeastHeard() {
        List<Integer> so = order();
        return IntStream.range(0, voices)
                .mapToLong(who -> IntStream.range(1, so.size())
                        .filter(at -> so.get(at) == who && so.get(at - 1) != who)
                        .count())
                .min()
                .orElseThrow();
    }
}
