package dev.polylogue.testkit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Keeps what a model says, and lets tests wait for it. Any thread may use it. */
public final class RecordingSink implements ModelSink {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock") private final List<ModelEvent> events = new ArrayList<>();

    @Override
    public void accept(ModelEvent event) {
        lock.lock();
        try {
            events.add(event);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** All so far, in their order. */
    public List<ModelEvent> events() {
        lock.lock();
        try {
            return List.copyOf(events);
        } finally {
            lock.unlock();
        }
    }

    /** The events of that type so far. */
    public <T extends ModelEvent> List<T> events(Class<T> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The text so far. */
    public String text() {
        var text = new StringBuilder();
        events(ModelEvent.TextDelta.class).forEach(delta -> text.append(delta.text()));
        return text.toString();
    }

    /** The reasoning so far. */
    public String reasoning() {
        var text = new StringBuilder();
        events(ModelEvent.ReasoningDelta.class).forEach(delta -> text.append(delta.text()));
        return text.toString();
    }

    /** The terminal events so far: never more than one. */
    public List<ModelEvent.Terminal> terminals() {
        return events(ModelEvent.Terminal.class);
    }

    /** Waits until the events are as wanted; {@link AssertionError} when they are not in time. */
    public void await(String what, Duration atMost, Predicate<List<ModelEvent>> claim) throws InterruptedException {
        lock.lock();
        try {
            long remaining = atMost.toNanos();
            while (!claim.test(events)) {
                if (remaining <= 0) {
                    throw new AssertionError("not in " + atMost + ": " + what + "; there is " + events);
                }
                remaining = changed.awaitNanos(remaining);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for that many deltas of text. */
    public void awaitText(int deltas, Duration atMost) throws InterruptedException {
        await(
                deltas + " deltas of text",
                atMost,
                so -> so.stream().filter(ModelEvent.TextDelta.class::isInstance).count() >= deltas);
    }

    /** Waits for the end. */
    public ModelEvent.Terminal awaitEnd(Duration atMost) throws InterruptedException {
        await("the end", atMost, so -> so.stream().anyMatch(ModelEvent.Terminal.class::isInstance));
        return terminals().getFirst();
    }
}
