package dev.polylogue.llama;

import dev.polylogue.engine.provider.ModelCall;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelSink;
import dev.polylogue.providers.call.OneEnd;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call, with a thread of its own. Its end is told at once; its slot is free at the end of the step that the model is
 * in, since nobody may be taken away from llama.cpp while they wait for it.
 */
final class LocalCall implements ModelCall {

    private static final Logger LOG = LoggerFactory.getLogger(LocalCall.class);
    private static final long CLOSE_SECONDS = 2;

    private final ModelSink sink;
    private final Runnable ended;
    private final OneEnd terminal = new OneEnd();
    private final CountDownLatch left = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();

    /** {@code ended} is called when the call was ended from outside, to wake it. */
    LocalCall(ModelSink sink, Runnable ended) {
        this.sink = sink;
        this.ended = ended;
    }

    boolean isOver() {
        return terminal.isTold();
    }

    void said(ModelEvent event) {
        lock.lock();
        try {
            if (!terminal.isSet()) {
                tell(event);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends it, unless it has ended. */
    void end(ModelEvent.Terminal end) {
        lock.lock();
        try {
            if (!terminal.set(end)) {
                return;
            }
            tell(end);
        } finally {
            lock.unlock();
        }
        terminal.told();
        ended.run();
    }

    private void tell(ModelEvent event) {
        try {
            sink.accept(event);
        } catch (RuntimeException broken) {
            LOG.debug("a sink threw", broken);
        }
    }

    /** Its slot is free, or it had none. */
    void left() {
        left.countDown();
    }

    @Override
    public ModelEvent.Terminal await() throws InterruptedException {
        return terminal.await();
    }

    @Override
    public void close() {
        end(new ModelEvent.Cancelled());
        boolean wasInterrupted = Thread.interrupted();
        try {
            left.await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            wasInterrupted = true;
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isClosed() {
        return left.getCount() == 0;
    }
}
