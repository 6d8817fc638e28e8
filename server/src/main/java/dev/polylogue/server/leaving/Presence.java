package dev.polylogue.server.leaving;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.time.Time;
import dev.polylogue.server.configuration.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which browsers are here: those with an event connection. Any thread may use it.
 *
 * <p>A short cut of the network is no farewell: only when the last connection of a browser has been gone for {@code
 * polylogue.chat.left-after}, and none has come since, has it left. An entry lives from a browser's first connection to
 * then; since connections and requests per person are bounded, so are the entries.
 *
 * <p>Nothing is called with the lock held.
 */
@Component
public final class Presence {

    private final Time time;
    private final Settings.Chat settings;
    private final Farewell farewell;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock") private final Map<Browser, Entry> browsers = new HashMap<>();

    Presence(Time time, Settings settings, Farewell farewell) {
        this.time = time;
        this.settings = settings.chat();
        this.farewell = farewell;
    }

    /** A connection of that browser began; null names none, and nothing follows from it. The caller closes it, once. */
    public Connection arrived(UserId user, @Nullable String browser) {
        if (browser == null) {
            return () -> {};
        }
        var key = new Browser(user, browser);
        lock.lock();
        try {
            Entry entry = browsers.computeIfAbsent(key, _ -> new Entry());
            entry.connections++;
            entry.absence++;
        } finally {
            lock.unlock();
        }
        return () -> ended(key);
    }

    private void ended(Browser browser) {
        long absence;
        lock.lock();
        try {
            Entry entry = browsers.get(browser);
            if (entry == null || --entry.connections > 0) {
                return;
            }
            absence = entry.absence;
        } finally {
            lock.unlock();
        }
        time.schedule(settings.leftAfter(), () -> leave(browser, absence));
    }

    /** The timer of an absence that a new connection has ended finds another number, and does nothing. */
    private void leave(Browser browser, long absence) {
        lock.lock();
        try {
            Entry entry = browsers.get(browser);
            if (entry == null || entry.connections > 0 || entry.absence != absence) {
                return;
            }
            browsers.remove(browser);
        } finally {
            lock.unlock();
        }
        farewell.left(browser.user(), browser.name());
    }

    /** An event connection of a browser. */
    public interface Connection extends AutoCloseable {
        @Override
        void close();
    }

    private record Browser(UserId user, String name) {}

    private static final class Entry {
        private int connections;
        private long absence;
    }
}
