package dev.polylogue.bench.report;

import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Exchanger;

/**
 * A fixed piece of work, as the measure of a machine: a cost divided by its cost can be compared with that of another
 * machine, or of the same one while its neighbours are busy. It is made of what a server's time goes to, since those do not
 * become slower together: a loop over a checksum took the same 8 ms on a machine where this server's requests took twice as
 * long as on another.
 *
 * <p>To be sampled while the measurement goes on, before and behind each part: its median then has seen the same neighbours.
 * One thread uses it.
 */
public final class Calibration {

    /** Until the virtual machine has compiled it well, which it does beside: two seconds or so. */
    private static final int WARM = 400;

    private static final int EACH = 5;
    private static final int WORDS = 10_000;
    private static final int STEPS = 20_000;
    private static final int HAND_OVERS = 100;
    private static final long FRESH_BYTES = 4L << 20;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<Double> samples = new ArrayList<>();
    private final boolean isServing;

    /** A ring through more memory than a core's own caches hold, in no order. */
    private final int[] ring = new int[4 << 20];

    private int place;
    private long words;

    /** What the last hand-overs cost the other thread. */
    private long othersNanos;

    private Calibration(boolean isServing) {
        this.isServing = isServing;
        if (isServing) {
            shuffle();
        }
        for (int i = 0; i < WARM; i++) {
            work();
        }
        sample();
    }

    /** For code that runs alone and has what it needs in the processor's cache. */
    public static Calibration ofComputing() {
        return new Calibration(false);
    }

    /** For processes that are woken, wake others, call the kernel and find nothing in the cache. */
    public static Calibration ofServing() {
        return new Calibration(true);
    }

    /** Does the work some times, and keeps what it cost. */
    public void sample() {
        for (int i = 0; i < EACH; i++) {
            long before = threads.getCurrentThreadCpuTime();
            work();
            samples.add((threads.getCurrentThreadCpuTime() - before + othersNanos) / 1e6);
        }
    }

    /** The median of all samples, in milliseconds of CPU time. */
    public double millis() {
        return Median.of(samples.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** As a figure, to be told beside what is divided by it. */
    public Figure figure() {
        return Figure.of("calibration loop, CPU", millis(), "ms");
    }

    private void work() {
        sortWords();
        if (isServing) {
            walk();
            touchFreshMemory();
            handOver();
        }
    }

    private void sortWords() {
        var random = new SplittableRandom(1);
        Map<String, Integer> counts = new HashMap<>();
        var text = new StringBuilder();
        for (int i = 0; i < WORDS; i++) {
            String word = "w" + random.nextInt(WORDS);
            counts.merge(word, 1, Integer::sum);
            text.append(word).append(',');
        }
        String[] sorted = text.toString().split(",", -1);
        Arrays.sort(sorted);
        words += sorted[WORDS / 2].hashCode() + counts.size();
    }

    /** Sattolo's algorithm: one ring through all places. */
    private void shuffle() {
        var random = new SplittableRandom(1);
        Arrays.setAll(ring, i -> i);
        for (int i = ring.length - 1; i > 0; i--) {
            int other = random.nextInt(i);
            int held = ring[i];
            ring[i] = ring[other];
            ring[other] = held;
        }
    }

    private void walk() {
        for (int i = 0; i < STEPS; i++) {
            place = ring[place];
        }
    }

    /** So much that it comes from the kernel and goes back there; it is written to, since it has to be zero. */
    private void touchFreshMemory() {
        try (Arena arena = Arena.ofConfined()) {
            words += arena.allocate(FRESH_BYTES).byteSize();
        }
    }

    /** To another thread and back, both of which sleep meanwhile. */
    private void handOver() {
        var place = new Exchanger<Long>();
        Thread other = Thread.ofPlatform().start(() -> {
            exchange(place);
            othersNanos = threads.getCurrentThreadCpuTime();
        });
        exchange(place);
        try {
            other.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("nobody interrupts a bench", interrupted);
        }
    }

    private void exchange(Exchanger<Long> place) {
        try {
            for (int i = 0; i < HAND_OVERS; i++) {
                place.exchange(words);
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("nobody interrupts a bench", interrupted);
        }
    }
}
