package dev.polylogue.engine.generation;

import dev.polylogue.engine.time.Time.Timer;
import dev.polylogue.protocol.id.GenerationId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends answers that go on and on while nobody follows them, with cause DEADLINE: a model that never stops costs money.
 * What counts is the time, and the text, since the last reader left; a reader who comes back begins both anew. Only an
 * answer that is being written counts: one in the queue or waiting for a person costs nothing.
 *
 * <p>One look at a time, every {@link #INTERVAL}.
 */
final class UnwatchedWatch {

    static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(UnwatchedWatch.class);

    private final Collection<Generation> active;
    private final Surroundings surroundings;
    private final Consumer<Generation> stop;

    /** Touched by one look at a time; holds only what is active. */
    private final Map<GenerationId, Since> unwatched = new HashMap<>();

    private volatile @Nullable Timer repetition;

    /**
     * Makes a watch that is not started.
     *
     * @param active a live view of all generations
     * @param stop stops one; may block, and is called on a thread of its own
     */
    UnwatchedWatch(Collection<Generation> active, Surroundings surroundings, Consumer<Generation> stop) {
        this.active = active;
        this.surroundings = surroundings;
        this.stop = stop;
    }

    void start() {
        repetition = surroundings.time().repeat("unwatched", INTERVAL, this::look);
    }

    private void look() {
        if (!unwatched.isEmpty()) {
            unwatched.keySet().retainAll(active.stream().map(Generation::id).collect(Collectors.toSet()));
        }
        for (Generation generation : active) {
            if (generation.state() instanceof GenerationState.Running
                    && !generation.log().isFollowed()) {
                count(generation);
            } else {
                unwatched.remove(generation.id());
            }
        }
    }

    private void count(Generation generation) {
        long now = surroundings.time().nanoTime();
        long characters = generation.log().characters();
        Since since = unwatched.computeIfAbsent(generation.id(), _ -> new Since(now, characters));
        Duration alone = Duration.ofNanos(now - since.nanos());
        var settings = surroundings.settings();
        if (alone.compareTo(settings.unwatchedTime()) >= 0
                || characters - since.characters() >= settings.unwatchedCharacters()) {
            LOG.info("generation {} is stopped: nobody has followed it for {}", generation.id(), alone);
            surroundings.time().startThread("deadline", () -> stop.accept(generation));
        }
    }

    void close() {
        if (repetition != null) {
            repetition.close();
        }
    }

    /** When the last reader left, and how long the answer was then. */
    private record Since(long nanos, long characters) {}
}
