package dev.polylogue.engine.generation;

import dev.polylogue.engine.generation.Generation.Held;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.chunk.Chunk;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Whether and when a refused call of one step is made again. */
final class Retries {

    private final Generation generation;
    private final Surroundings surroundings;
    private final List<Duration> delays;
    private int attempt = 1;

    Retries(Generation generation, Surroundings surroundings) {
        this.generation = generation;
        this.surroundings = surroundings;
        this.delays = surroundings.settings().retryDelays();
    }

    /**
     * Waits, visibly, until the call may be made again; false where it will not be. A stop ends the pause; then the
     * caller finds that the generation is no longer running.
     */
    boolean pauseBeforeNext(ModelEvent.Failed failure) throws InterruptedException {
        Optional<Duration> delay = delay(failure);
        if (delay.isEmpty()) {
            return false;
        }
        attempt++;
        GenerationState state = generation.state();
        var retry = new Chunk.Retry(attempt, delays.size() + 1, delay.get().toMillis(), failure.message());
        generation.log().append(new Chunk.Status(new Chunk.StatusData(state.phase(), state.step(), retry)));
        pause(delay.get());
        return true;
    }

    private Optional<Duration> delay(ModelEvent.Failed failure) {
        if (failure.retry() == null || attempt > delays.size()) {
            return Optional.empty();
        }
        Duration wished = failure.retry().after();
        Duration delay = wished == null ? delays.get(attempt - 1) : wished;
        return delay.compareTo(surroundings.settings().maxRetryDelay()) > 0 ? Optional.empty() : Optional.of(delay);
    }

    private void pause(Duration delay) throws InterruptedException {
        var over = new CountDownLatch(1);
        try (Time.Timer _ = surroundings.time().schedule(delay, over::countDown);
                Held _ = generation.hold(over::countDown)) {
            over.await();
        }
    }
}
