package dev.polylogue.testkit.checker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Collects a history while it happens. Any thread may use it. It keeps all that it is given. */
public final class HistoryRecorder {

    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock") private final List<Sent> sent = new ArrayList<>();

    @GuardedBy("lock") private final List<Told> told = new ArrayList<>();

    @GuardedBy("lock") private final List<ViewRecorder> views = new ArrayList<>();

    @GuardedBy("lock") private final List<StoreView> stores = new ArrayList<>();

    public void sent(Sent one) {
        lock.lock();
        try {
            sent.add(one);
        } finally {
            lock.unlock();
        }
    }

    public void told(Told one) {
        lock.lock();
        try {
            told.add(one);
        } finally {
            lock.unlock();
        }
    }

    public void store(StoreView one) {
        lock.lock();
        try {
            stores.add(one);
        } finally {
            lock.unlock();
        }
    }

    /** A new view; see {@link View} for what the arguments mean. */
    public ViewRecorder view(String name, boolean isUndisturbed) {
        lock.lock();
        try {
            var view = new ViewRecorder(name, isUndisturbed);
            views.add(view);
            return view;
        } finally {
            lock.unlock();
        }
    }

    /** Everything so far. */
    public History history() {
        lock.lock();
        try {
            return new History(
                    sent, told, views.stream().map(ViewRecorder::view).toList(), stores);
        } finally {
            lock.unlock();
        }
    }

    /** Collects what one follower sees. Any thread may use it. */
    public static final class ViewRecorder {
        private final String name;
        private final boolean isUndisturbed;
        private final ReentrantLock lock = new ReentrantLock();

        @GuardedBy("lock") private final List<Sight> sights = new ArrayList<>();

        private ViewRecorder(String name, boolean isUndisturbed) {
            this.name = name;
            this.isUndisturbed = isUndisturbed;
        }

        public void see(Sight sight) {
            lock.lock();
            try {
                sights.add(sight);
            } finally {
                lock.unlock();
            }
        }

        View view() {
            lock.lock();
            try {
                return new View(name, isUndisturbed, sights);
            } finally {
                lock.unlock();
            }
        }
    }
}
