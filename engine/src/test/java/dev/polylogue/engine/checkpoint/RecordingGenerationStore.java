package dev.polylogue.engine.checkpoint;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.GenerationEnd;
import dev.polylogue.engine.store.GenerationStore;
import dev.polylogue.engine.store.LogTail;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.engine.store.StoredGeneration;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.Clarification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Records each checkpoint, and fails when it is told to. It has no other half: nothing else may be asked of it. */
final class RecordingGenerationStore implements GenerationStore {

    private final BlockingQueue<List<LogTail>> checkpoints = new LinkedBlockingQueue<>();
    private volatile @Nullable RuntimeException failure;

    void failWith(@Nullable RuntimeException next) {
        failure = next;
    }

    /** The next call, also one that failed; waits for it. */
    List<LogTail> next() throws InterruptedException {
        List<LogTail> tails = checkpoints.poll(20, TimeUnit.SECONDS);
        if (tails == null) {
            throw new AssertionError("nothing was written");
        }
        return tails;
    }

    int calls() {
        return checkpoints.size();
    }

    @Override
    public void checkpoint(List<LogTail> tails) {
        // Read before the call is recorded: whoever waits for the call sets what the next one shall do.
        RuntimeException now = failure;
        checkpoints.add(List.copyOf(tails));
        if (now != null) {
            throw now;
        }
    }

    @Override
    public Claim claim(NewGeneration generation) {
        throw new AssertionError();
    }

    @Override
    public boolean running(UserId owner, GenerationId id, int step) {
        throw new AssertionError();
    }

    @Override
    public boolean await(LogTail tail, int step, List<Clarification> clarifications) {
        throw new AssertionError();
    }

    @Override
    public boolean end(GenerationEnd end) {
        throw new AssertionError();
    }

    @Override
    public Optional<StoredGeneration> find(UserId owner, GenerationId id) {
        throw new AssertionError();
    }

    @Override
    public List<WaitingGeneration> recover(Instant now) {
        throw new AssertionError();
    }
}
