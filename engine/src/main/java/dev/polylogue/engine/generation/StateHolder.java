package dev.polylogue.engine.generation;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.locks.ReentrantLock;

/** Holds a generation's state and applies signals to it, one at a time. What follows from a change is the caller's. */
final class StateHolder {

    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock") private GenerationState state;

    StateHolder(GenerationState first) {
        this.state = first;
    }

    GenerationState state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    /** Applies the signal; of all callers, exactly one sees each change. */
    Transition apply(Signal signal) {
        lock.lock();
        try {
            GenerationState before = state;
            state = before.next(signal);
            return new Transition(before, state);
        } finally {
            lock.unlock();
        }
    }

    record Transition(GenerationState before, GenerationState after) {

        boolean isChange() {
            return !before.equals(after);
        }
    }
}
