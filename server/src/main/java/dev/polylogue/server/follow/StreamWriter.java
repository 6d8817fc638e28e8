package dev.polylogue.server.follow;

import dev.polylogue.engine.log.Wake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes many streams on one thread, and looks after them.
 *
 * <p>Nothing here blocks: a connection that takes nothing is passed over until its container says that there is room. A
 * stream stands in a queue at most once for each urgency, so the queues are bounded by the open streams.
 */
abstract sealed class StreamWriter implements AutoCloseable permits WindowWriter, LoopWriter {

    static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(StreamWriter.class);

    private final Set<OpenStream> open = ConcurrentHashMap.newKeySet();

    /** What follows is touched by whoever writes only. */
    private final Frames frames = new Frames();

    private final List<OpenStream> turn = new ArrayList<>();

    /** From now on it is looked after, until it is over. */
    final void add(OpenStream stream) {
        open.add(stream);
        enqueue(stream, Wake.NOW);
    }

    /** Has the stream written. Any thread; never blocks. */
    abstract void enqueue(OpenStream stream, Wake wake);

    /** Has all streams say farewell and end; returns at once. */
    abstract void endAll();

    /** Writes no more from now on; streams that are still open stay as they are. */
    @Override
    public abstract void close();

    /** Writes what stands in the queue now; what is queued meanwhile has its turn the next time. */
    final void drain(Queue<OpenStream> queue) {
        for (OpenStream stream = queue.poll(); stream != null; stream = queue.poll()) {
            turn.add(stream);
        }
        for (OpenStream stream : turn) {
            guarded(() -> stream.write(frames));
        }
        turn.clear();
    }

    final void lookAfterAll() {
        open.forEach(stream -> guarded(() -> stream.lookAfter(frames)));
        open.removeIf(OpenStream::isOver);
    }

    final void sayFarewell() {
        open.forEach(stream -> guarded(() -> stream.close(frames)));
        open.clear();
    }

    /** One stream's mistake must not end those of all others. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException bug) {
            LOG.error("a stream failed", bug);
            frames.clear();
        }
    }
}
