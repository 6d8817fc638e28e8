package dev.polylogue.engine.checkpoint;

import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.log.LogSlice;
import dev.polylogue.engine.store.GenerationStore;
import dev.polylogue.engine.store.LogTail;
import dev.polylogue.engine.store.StoreException;
import dev.polylogue.engine.time.Time;
import dev.polylogue.engine.time.Time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every {@link #INTERVAL} one transaction appends what all followed logs have gained. A store that fails is asked again
 * at the next tick with everything that is still missing; readers of the logs notice nothing.
 *
 * <p>Any thread may use it. The lock lets one write happen at a time and is the only one here that is held during I/O:
 * nobody but the checkpoint itself ever waits for it.
 */
public final class Checkpointer implements AutoCloseable {

    /** At most this much text is lost when the process dies. */
    public static final Duration INTERVAL = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

    private final GenerationStore store;
    private final Time time;
    private final ReentrantLock writing = new ReentrantLock();
    private final Map<GenerationLog, Long> durable = new ConcurrentHashMap<>();
    private volatile boolean isFailing;
    private volatile @Nullable Timer repetition;

    public Checkpointer(GenerationStore store, Time time) {
        this.store = store;
        this.time = time;
    }

    /** Starts the timer. */
    public void start() {
        repetition = time.repeat("checkpoint", INTERVAL, this::writeLogged);
    }

    /** From now on the log is kept durable from {@code offset} on, which is durable already. */
    public void add(GenerationLog log, long offset) {
        durable.put(log, offset);
    }

    /** The log's end is stored, or its generation is gone: nothing more is written for it. */
    public void remove(GenerationLog log) {
        durable.remove(log);
    }

    /** What is not durable yet of that log. */
    public LogTail tail(GenerationLog log) {
        LogSlice slice = log.read(durable.getOrDefault(log, 0L));
        return tail(log, slice);
    }

    private static LogTail tail(GenerationLog log, LogSlice slice) {
        var identity = log.identity();
        return new LogTail(identity.owner(), identity.generationId(), slice.offset(), slice.chunks());
    }

    private void writeLogged() {
        try {
            write();
            if (isFailing) {
                isFailing = false;
                LOG.info("checkpoints are written again");
            }
        } catch (StoreException failure) {
            if (!isFailing) {
                isFailing = true;
                LOG.warn("checkpoints cannot be written, answers go on in memory: {}", failure.getMessage());
            }
        }
    }

    /** Writes what all logs have gained, now. Throws {@link StoreException}; then nothing was written. */
    public void write() {
        writing.lock();
        try {
            List<LogTail> tails = new ArrayList<>();
            List<Map.Entry<GenerationLog, Long>> written = new ArrayList<>();
            durable.forEach((log, offset) -> {
                LogSlice slice = log.read(offset);
                if (!slice.chunks().isEmpty()) {
                    tails.add(tail(log, slice));
                    written.add(Map.entry(log, slice.nextOffset()));
                }
            });
            if (!tails.isEmpty()) {
                store.checkpoint(tails);
                written.forEach(entry -> durable.replace(entry.getKey(), entry.getValue()));
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        if (repetition != null) {
            repetition.close();
        }
        writeLogged();
    }
}
