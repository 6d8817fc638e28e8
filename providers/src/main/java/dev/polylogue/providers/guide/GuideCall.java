package dev.polylogue.providers.guide;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.provider.ModelCall;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelSink;
import dev.polylogue.engine.time.Time;
import dev.polylogue.providers.call.OneEnd;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One answer of the guide, played by a timer: each tick hands on what has become due, words in one delta. There is no
 * thread and no connection, so closing is only the end. The lock makes the sink be told one thing at a time; it is held
 * while the sink is called, which never blocks.
 */
final class GuideCall implements ModelCall {

    private static final Logger LOG = LoggerFactory.getLogger(GuideCall.class);
    private static final Duration TICK = Duration.ofMillis(33);

    private final Time time;
    private final ModelSink sink;
    private final List<Timeline.Moment> moments;
    private final long begin;
    private final OneEnd terminal = new OneEnd();
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock") private int next;

    @GuardedBy("lock") private Time.@Nullable Timer timer;

    GuideCall(Time time, ModelSink sink, List<Timeline.Moment> moments) {
        this.time = time;
        this.sink = sink;
        this.moments = List.copyOf(moments);
        this.begin = time.nanoTime();
    }

    void begin() {
        schedule(Duration.ZERO);
    }

    @Override
    public ModelEvent.Terminal await() throws InterruptedException {
        return terminal.await();
    }

    @Override
    public void close() {
        end(new ModelEvent.Cancelled());
    }

    @Override
    public boolean isClosed() {
        return terminal.isTold();
    }

    /** Ends it so, unless it has ended. */
    void end(ModelEvent.Terminal end) {
        lock.lock();
        try {
            if (terminal.set(end)) {
                if (timer != null) {
                    timer.close();
                }
                hand(end);
                terminal.told();
            }
        } finally {
            lock.unlock();
        }
    }

    private void tick() {
        lock.lock();
        try {
            if (terminal.isSet()) {
                return;
            }
            long elapsed = time.nanoTime() - begin;
            while (next < moments.size() && moments.get(next).at() <= elapsed) {
                ModelEvent event = nextEvent(elapsed);
                if (event instanceof ModelEvent.Terminal end) {
                    end(end);
                    return;
                }
                hand(event);
            }
            Duration untilNext = Duration.ofNanos(moments.get(next).at() - elapsed);
            schedule(untilNext.compareTo(TICK) < 0 ? TICK : untilNext);
        } finally {
            lock.unlock();
        }
    }

    /** The next event; words that are due together are one. */
    @GuardedBy("lock") private ModelEvent nextEvent(long elapsed) {
        ModelEvent first = moments.get(next++).event();
        boolean isText = first instanceof ModelEvent.TextDelta;
        if (!isText && !(first instanceof ModelEvent.ReasoningDelta)) {
            return first;
        }
        var text = new StringBuilder(textOf(first));
        while (moments.get(next).at() <= elapsed && moments.get(next).event().getClass() == first.getClass()) {
            text.append(textOf(moments.get(next++).event()));
        }
        return isText ? new ModelEvent.TextDelta(text.toString()) : new ModelEvent.ReasoningDelta(text.toString());
    }

    private static String textOf(ModelEvent event) {
        return switch (event) {
            case ModelEvent.TextDelta(String text) -> text;
            case ModelEvent.ReasoningDelta(String text) -> text;
            case ModelEvent.ReasoningEnded _,
                    ModelEvent.ToolCallDelta _,
                    ModelEvent.SourceDocument _,
                    ModelEvent.QuestionAsked _,
                    ModelEvent.UsageReported _,
                    ModelEvent.Terminal _ -> "";
        };
    }

    private void schedule(Duration delay) {
        lock.lock();
        try {
            timer = time.schedule(delay, this::tick);
        } finally {
            lock.unlock();
        }
    }

    private void hand(ModelEvent event) {
        try {
            sink.accept(event);
        } catch (RuntimeException broken) {
            LOG.error("a sink threw, which none may; the answer goes on", broken);
        }
    }
}
