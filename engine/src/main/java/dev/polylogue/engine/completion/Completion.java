package dev.polylogue.engine.completion;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelSink;
import dev.polylogue.protocol.message.FinishReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One call of a model, and what it has said that its reader has not taken yet. Any thread may use it.
 *
 * <p>The provider's event loop puts each event here and raises {@code news}; no thread is woken by a token. What waits is
 * bounded by the length of an answer, as a conversation's log is: one that grows longer ends, with reason length.
 *
 * <p>The lock is short; nothing is closed or told inside of it.
 */
public final class Completion implements AutoCloseable {

    private final Runnable news;
    private final long maxCharacters;
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch end = new CountDownLatch(1);

    @GuardedBy("lock") private List<ModelEvent> waiting = new ArrayList<>();

    @GuardedBy("lock") private long characters;

    @GuardedBy("lock") private boolean isOver;

    @GuardedBy("lock") private boolean isClosed;

    /** Ends what is open just now: the place in the line, or the call. */
    @GuardedBy("lock") private Runnable open = Completion::nothing;

    Completion(Runnable news, long maxCharacters) {
        this.news = news;
        this.maxCharacters = maxCharacters;
    }

    /** What was said since the last call; the last of all is one {@link ModelEvent.Terminal}. */
    public List<ModelEvent> take() {
        lock.lock();
        try {
            List<ModelEvent> taken = waiting;
            waiting = new ArrayList<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all is said, at most for so long; whether it is. */
    public boolean await(Duration atMost) throws InterruptedException {
        return end.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** As {@link ModelSink#accept}; false where the answer has grown too long and its call is to be closed. */
    boolean accept(ModelEvent event) {
        boolean isTooLong;
        boolean isEnd;
        lock.lock();
        try {
            if (isOver) {
                return true;
            }
            characters += length(event);
            waiting.add(event);
            isTooLong = characters > maxCharacters;
            if (isTooLong) {
                waiting.add(new ModelEvent.Finished(FinishReason.LENGTH));
            }
            isEnd = isTooLong || event instanceof ModelEvent.Terminal;
            isOver = isEnd;
        } finally {
            lock.unlock();
        }
        if (isEnd) {
            end.countDown();
        }
        news.run();
        return !isTooLong;
    }

    private static int length(ModelEvent event) {
        return switch (event) {
            case ModelEvent.TextDelta delta -> delta.text().length();
            case ModelEvent.ReasoningDelta delta -> delta.text().length();
            case ModelEvent.ToolCallDelta delta -> delta.argumentsDelta().length();
            case ModelEvent.QuestionAsked asked -> asked.question().length();
            case ModelEvent.ReasoningEnded _,
                    ModelEvent.SourceDocument _,
                    ModelEvent.UsageReported _,
                    ModelEvent.Terminal _ -> 0;
        };
    }

    /** From now on {@link #close} does that; at once where it was closed already. */
    void opened(Runnable close) {
        boolean isLate;
        lock.lock();
        try {
            open = close;
            isLate = isClosed;
        } finally {
            lock.unlock();
        }
        if (isLate) {
            close.run();
        }
    }

    /** Nothing is open any more. */
    void nothingOpen() {
        opened(Completion::nothing);
    }

    private static void nothing() {}

    /**
     * Ends it: leaves the line, or closes the connection of the call; then returns. One that was not over ends with
     * {@link ModelEvent.Cancelled}. Closing twice is closing once.
     */
    @Override
    public void close() {
        Runnable ending;
        lock.lock();
        try {
            isClosed = true;
            ending = open;
        } finally {
            lock.unlock();
        }
        ending.run();
    }
}
