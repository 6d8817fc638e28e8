package dev.polylogue.llama;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is in memory. One model is, at most: a call for another waits until the first has no call left, and calls that come
 * after it wait behind it, so that it is not kept out for good. Loading and unloading happen outside of the lock, while
 * {@code isChanging} keeps everybody else away. A model that nobody used for a while goes.
 */
final class Residence implements AutoCloseable {

    /**
     * After the last word of a call, llama.cpp's own thread still puts its batch away, and nothing says when it has. To
     * free the model under it would end the process; this is a thousand times what it takes.
     */
    private static final Duration SETTLE = Duration.ofMillis(100);

    private final Time time;
    private final LocalSettings settings;
    private final NativeLibrary library;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock") private final Deque<Long> waiting = new ArrayDeque<>();

    @GuardedBy("lock") private long tickets;

    @GuardedBy("lock") private final BitSet taken = new BitSet();

    @GuardedBy("lock") private @Nullable ModelFile file;

    @GuardedBy("lock") private @Nullable NativeModel model;

    @GuardedBy("lock") private boolean isChanging;

    @GuardedBy("lock") private boolean isClosed;

    @GuardedBy("lock") private Time.@Nullable Timer idle;

    Residence(Time time, LocalSettings settings, NativeLibrary library) {
        this.time = time;
        this.settings = settings;
        this.library = library;
    }

    /** A slot of a model in memory. */
    record Place(NativeModel model, int slot) {}

    /** Waits for a place at that model, and has it loaded; empty once {@code isOver}, which {@link #look} has it ask again. */
    Optional<Place> enter(ModelFile wanted, BooleanSupplier isOver)
            throws InterruptedException, UnusableModelException {
        NativeModel old;
        lock.lock();
        try {
            if (!awaitTurn(wanted, isOver)) {
                return Optional.empty();
            }
            stopWaiting();
            if (model != null && wanted.equals(file)) {
                return Optional.of(place(model));
            }
            old = model;
            model = null;
            file = null;
            isChanging = true;
        } finally {
            lock.unlock();
        }
        return Optional.of(exchange(old, wanted));
    }

    @GuardedBy("lock") private boolean awaitTurn(ModelFile wanted, BooleanSupplier isOver) throws InterruptedException {
        Long self = tickets++;
        waiting.add(self);
        try {
            while (!isOver.getAsBoolean() && !isClosed) {
                if (self.equals(waiting.peek()) && !isChanging && hasRoom(wanted)) {
                    return true;
                }
                changed.await();
            }
            return false;
        } finally {
            waiting.remove(self);
            changed.signalAll();
        }
    }

    @GuardedBy("lock") private boolean hasRoom(ModelFile wanted) {
        return wanted.equals(file) ? taken.cardinality() < settings.maxConcurrent() : taken.isEmpty();
    }

    @GuardedBy("lock") private Place place(NativeModel of) {
        int slot = taken.nextClearBit(0);
        taken.set(slot);
        return new Place(of, slot);
    }

    private Place exchange(@Nullable NativeModel old, ModelFile wanted)
            throws InterruptedException, UnusableModelException {
        NativeModel loaded = null;
        try {
            if (old != null) {
                settleAndClose(old);
            }
            library.prepare();
            loaded = NativeModel.load(wanted, settings);
        } finally {
            lock.lock();
            try {
                isChanging = false;
                model = loaded;
                file = loaded == null ? null : wanted;
                if (loaded != null) {
                    taken.set(0);
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
        return new Place(loaded, 0);
    }

    private void settleAndClose(NativeModel old) throws InterruptedException {
        try {
            time.pause(SETTLE);
        } finally {
            old.close();
        }
    }

    /** Gives a place back. */
    void leave(Place place) {
        lock.lock();
        try {
            taken.clear(place.slot());
            if (taken.isEmpty() && !isClosed) {
                stopWaiting();
                idle = time.schedule(settings.keepLoaded(), () -> startUnloading());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock") private void stopWaiting() {
        if (idle != null) {
            idle.close();
            idle = null;
        }
    }

    private void startUnloading() {
        time.startThread("local-unload", () -> {
            try {
                unload(null);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /**
     * Takes the model of that file out of memory, or whichever there is; false where calls use it. Nobody has it when this
     * returns true.
     */
    boolean unload(@Nullable ModelFile only) throws InterruptedException {
        NativeModel old;
        lock.lock();
        try {
            while (isChanging) {
                changed.await();
            }
            if (model == null || (only != null && !only.equals(file))) {
                return true;
            }
            if (!taken.isEmpty()) {
                return false;
            }
            old = model;
            model = null;
            file = null;
            isChanging = true;
        } finally {
            lock.unlock();
        }
        try {
            settleAndClose(old);
        } finally {
            lock.lock();
            try {
                isChanging = false;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
        return true;
    }

    /** Has those who wait ask again whether they are over. */
    void look() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a model is in memory. */
    boolean isOccupied() {
        lock.lock();
        try {
            return model != null;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody enters any more. Waits for the calls in it, which must have been ended, and takes the model out. */
    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            stopWaiting();
            changed.signalAll();
            while (!taken.isEmpty() || isChanging) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        try {
            unload(null);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
