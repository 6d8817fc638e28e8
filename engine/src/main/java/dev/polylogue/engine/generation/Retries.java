package dev.polylogue.engine.generation;

import dev.polylogue.engine.admission.Admission;
import dev.polylogue.engine.generation.Generation.Held;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.chunk.Chunk;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Whether and when a refused call of one step is made again. A server that says when to come again shuts its line for
 * everybody, and the step gets in line again: as often as the server wishes, for {@link Admission#MAX_PAUSE} in all. After
 * any other failure the step keeps its permit, and tries again after a pause, as often as the settings say.
 */
final class Retries {

    /** A server that wishes for less, or for a moment that is over, gets this: it has just refused. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** What becomes of a refused call. */
    enum Next {
        /** It is made at once: the pause is over. */
        NOW,
        /** It is made when its turn comes again. */
        IN_LINE,
        /** It is not made again. */
        NEVER
    }

    private final Generation generation;
    private final Surroundings surroundings;
    private final List<Duration> delays;
    private int attempt = 1;
    private @Nullable Long firstRefusal;

    Retries(Generation generation, Surroundings surroundings) {
        this.generation = generation;
        this.surroundings = surroundings;
        this.delays = surroundings.settings().retryDelays();
    }

    /**
     * Says what becomes of it, after the pause where one is due. A stop ends the pause; then the caller finds that the
     * generation is no longer running.
     */
    Next after(ModelEvent.Failed failure) throws InterruptedException {
        if (failure.retry() == null) {
            return Next.NEVER;
        }
        Duration wished = failure.retry().after();
        return wished == null ? pause(failure) : shutLine(wished);
    }

    private Next shutLine(Duration wished) {
        Duration pause = wished.compareTo(SHORTEST) < 0 ? SHORTEST : wished;
        long now = surroundings.time().nanoTime();
        if (firstRefusal == null) {
            firstRefusal = now;
        }
        Duration inAll = Duration.ofNanos(now - firstRefusal).plus(pause);
        boolean isTooLong = inAll.compareTo(Admission.MAX_PAUSE) > 0;
        String provider = generation.assignment().providerName();
        return !isTooLong && surroundings.admission().pause(provider, pause) ? Next.IN_LINE : Next.NEVER;
    }

    private Next pause(ModelEvent.Failed failure) throws InterruptedException {
        if (attempt > delays.size()) {
            return Next.NEVER;
        }
        Duration delay = delays.get(attempt - 1);
        attempt++;
        GenerationState state = generation.state();
        var retry = new Chunk.Retry(attempt, delays.size() + 1, delay.toMillis(), failure.message());
        generation.log().append(new Chunk.Status(new Chunk.StatusData(state.phase(), state.step(), retry)));
        var over = new CountDownLatch(1);
        try (Time.Timer _ = surroundings.time().schedule(delay, over::countDown);
                Held _ = generation.hold(over::countDown)) {
            over.await();
        }
        return Next.NOW;
    }
}
