package dev.polylogue.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether there is room on the disk, and what happens when there is none.
 *
 * <p>When a write finds the disk full, the {@link Reserve} is given away and the store is <i>short of space</i>: what
 * adds something new is refused at once, and only what ends, answers or removes something that is there already may use
 * the room that the reserve gave. From then on the disk is looked at twice a second, and pages that deletions left empty
 * are given back to it. Once there is room for the whole reserve and a margin more, the reserve is made again, and
 * everything goes on. Where there never was a reserve, for want of room, the margin alone decides.
 *
 * <p>Any thread may use it. The lock orders a write that finds the disk full and the moment at which there is room again;
 * the reserve is filled outside of it, by one thread at a time, which gives up when there is another alarm. Whoever takes
 * both locks takes the one of looking first.
 */
final class Space implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Space.class);
    private static final Duration LOOK_WHEN_SHORT = Duration.ofMillis(500);
    private static final Duration LOOK_FOR_A_RESERVE = Duration.ofSeconds(1);
    private static final long MIN_MARGIN = 256 * 1024;
    private static final int MARGIN_PART = 16;
    private static final double MIB = 1024.0 * 1024;

    private final Reserve reserve;
    private final Time time;
    private final Runnable tidying;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock looking = new ReentrantLock();

    @GuardedBy("lock") private long alarms;

    @GuardedBy("lock") private long given;

    @GuardedBy("lock") private boolean isWatched;

    private volatile boolean isShort;
    private volatile boolean isClosed;

    /**
     * Makes one that does nothing yet.
     *
     * @param tidying gives empty pages of the database back to the disk; called while it is full
     */
    Space(Reserve reserve, Time time, Runnable tidying) {
        this.reserve = reserve;
        this.time = time;
        this.tidying = tidying;
    }

    /** Begins to look after the reserve, and makes it where there is none. */
    void start() {
        lock.lock();
        try {
            if (reserve.isGivenAway()) {
                given = reserve.size();
                runShort();
            }
            // A start is busy enough; and what only looks in and goes again needs no reserve.
            watch(LOOK_FOR_A_RESERVE);
        } catch (IOException failure) {
            LOG.warn("The room on the disk cannot be watched: {}", failure.toString());
        } finally {
            lock.unlock();
        }
    }

    /** Whether only what ends, answers or removes something may be written. */
    boolean isShort() {
        return isShort;
    }

    /** Whether it is for want of room that something failed. Not every part of SQLite says so when it is. */
    boolean isBehind(SqliteFailure failure) {
        return switch (failure) {
            case FULL -> true;
            case REFUSED -> isTight();
            case LOCKED, DAMAGED, OTHER -> false;
        };
    }

    private boolean isTight() {
        try {
            return reserve.usable() < margin();
        } catch (IOException unknown) {
            LOG.debug("the room on the disk is not known", unknown);
            return false;
        }
    }

    /** A write found the disk full. Whether there is more room now for what may use the reserve. */
    boolean ranOut() {
        lock.lock();
        try {
            long held = reserve.held();
            reserve.giveAway();
            alarms++;
            given = Math.max(given, held);
            runShort();
            watch(LOOK_WHEN_SHORT);
            return held > 0;
        } catch (IOException failure) {
            LOG.error("The reserve cannot be given to the full disk: {}", failure.toString());
            return false;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock") private void runShort() {
        if (!isShort) {
            isShort = true;
            LOG.warn(
                    "The disk is full: new messages are refused until {} MiB are free. Reading and deleting go on.",
                    Math.ceil((given + margin()) / MIB));
        }
    }

    private long margin() {
        return Math.max(MIN_MARGIN, reserve.size() / MARGIN_PART);
    }

    @GuardedBy("lock") private void watch(Duration delay) {
        if (!isWatched && !isClosed) {
            isWatched = true;
            time.schedule(
                    delay,
                    () -> Thread.ofPlatform().daemon().name("store-space").start(this::look));
        }
    }

    private void look() {
        looking.lock();
        try {
            if (!isClosed) {
                lookOnce();
            }
        } finally {
            looking.unlock();
        }
    }

    private void lookOnce() {
        boolean isWhole = false;
        try {
            if (isShort) {
                tidying.run();
            }
            isWhole = restore();
        } catch (IOException failure) {
            LOG.debug("the reserve was not made", failure);
        }
        lock.lock();
        try {
            isWatched = false;
            if (isShort || !isWhole) {
                watch(isShort ? LOOK_WHEN_SHORT : LOOK_FOR_A_RESERVE);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Makes the reserve where there is room, and lets everything go on where there is enough; whether it is whole. */
    private boolean restore() throws IOException {
        long alarmsBefore = alarms();
        long usable = reserve.usable();
        boolean isWhole = usable >= reserve.size() - reserve.held() + margin()
                && reserve.make(() -> isClosed || alarms() != alarmsBefore);
        goOn(alarmsBefore, isWhole ? Long.MAX_VALUE : usable);
        return isWhole;
    }

    private long alarms() {
        lock.lock();
        try {
            return alarms;
        } finally {
            lock.unlock();
        }
    }

    private void goOn(long alarmsBefore, long usable) {
        lock.lock();
        try {
            if (isShort && alarms == alarmsBefore && usable >= given + margin()) {
                isShort = false;
                given = 0;
                LOG.info("There is room on the disk again: new messages are taken.");
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nobody looks any more. */
    @Override
    public void close() {
        isClosed = true;
        looking.lock();
        try {
            LOG.debug("the room on the disk is not looked at any more");
        } finally {
            looking.unlock();
        }
    }
}
