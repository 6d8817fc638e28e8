package dev.polylogue.store;

import dev.polylogue.engine.store.StoreException;
import dev.polylogue.engine.time.Time;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A platform thread with a connection of its own that serves a queue.
 *
 * <p>JDBC blocks in native code, which pins a virtual thread to its carrier; so callers never touch a connection, they
 * wait for this thread's answer. The one that writes takes all that waits, up to a bound, into one transaction,
 * because what costs is the flush to the disk at its end, not the rows. When such a group fails, it is undone and each
 * request is done again in a transaction of its own: so every caller hears only of its own failure. Savepoints would
 * not do: on a full disk SQLite may undo the whole transaction, the neighbours' work included.
 *
 * <p>While another program holds the file, the group is tried again and again; who comes meanwhile joins it, and who has
 * waited for too long is told. So each caller waits for its own patience, never for that of the callers before it.
 *
 * <p>After any other failure the connection is closed, which undoes what it had begun and throws its statements away (one
 * that failed on a full disk stays broken), and the next request opens another.
 */
final class DatabaseThread {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseThread.class);
    private static final long PAUSE_NANOS = 5_000_000;

    private final WorkQueue<Request<?>> queue;
    private final Use use;
    private final Connector connector;
    private final Health health;
    private final Time time;
    private final Thread thread;
    private @Nullable Sql open;

    /** What a connection is for: how it begins a transaction, and how many requests it may do in one. */
    enum Use {
        READING("begin", 1),
        /** Takes the write lock at once: a transaction that reads first could otherwise fail in its middle. */
        WRITING("begin immediate", 64);

        private final String begin;
        private final int maxGroup;

        Use(String begin, int maxGroup) {
            this.begin = begin;
            this.maxGroup = maxGroup;
        }
    }

    /** Opens a connection. */
    @FunctionalInterface
    interface Connector {
        Connection connect() throws SQLException;
    }

    DatabaseThread(String name, Use use, WorkQueue<Request<?>> queue, Connector connector, Health health, Time time) {
        this.use = use;
        this.queue = queue;
        this.connector = connector;
        this.health = health;
        this.time = time;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::serveAll);
    }

    void start() {
        thread.start();
    }

    /** Waits until the queue is closed and all its work is done, also when interrupted. */
    void join() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void serveAll() {
        for (var group = queue.take(use.maxGroup); !group.isEmpty(); group = queue.take(use.maxGroup)) {
            serve(group);
        }
        disconnect();
    }

    private void serve(List<Request<?>> taken) {
        List<Request<?>> group = withoutRefused(taken);
        while (!group.isEmpty()) {
            Throwable failure = transact(group);
            if (failure == null) {
                if (use == Use.WRITING) {
                    health.works();
                }
                group.forEach(Request::succeed);
                return;
            }
            SqliteFailure kind = SqliteFailure.of(failure);
            boolean isWorthMore = health.failed(kind, failure);
            if (kind == SqliteFailure.LOCKED) {
                group = patient(group, failure);
            } else if (isWorthMore) {
                group = withoutRefused(group);
            } else if (group.size() > 1) {
                group.forEach(request -> serve(List.of(request)));
                return;
            } else {
                group.getFirst().fail(failure);
                return;
            }
        }
    }

    /** Those that may be tried; the others are told why not. */
    private List<Request<?>> withoutRefused(List<Request<?>> group) {
        Optional<StoreException> refusal = health.refusal();
        if (refusal.isEmpty()) {
            return group;
        }
        List<Request<?>> tried = new ArrayList<>();
        for (Request<?> request : group) {
            if (request.adds()) {
                request.fail(refusal.get());
            } else {
                tried.add(request);
            }
        }
        return tried;
    }

    /** Those that still wait, with those who came meanwhile; the others are told. */
    private List<Request<?>> patient(List<Request<?>> group, Throwable failure) {
        // SQLite has waited already where it could; where it did not, this keeps the loop from burning the processor.
        LockSupport.parkNanos(PAUSE_NANOS);
        List<Request<?>> all = new ArrayList<>(group);
        all.addAll(withoutRefused(queue.poll(use.maxGroup - group.size())));
        long now = time.nanoTime();
        List<Request<?>> waiting = new ArrayList<>();
        for (Request<?> request : all) {
            if (request.isOver(now)) {
                request.fail(failure);
            } else {
                waiting.add(request);
            }
        }
        return waiting;
    }

    /** Does all of them in one transaction, or none and gives the reason. */
    private @Nullable Throwable transact(List<Request<?>> group) {
        boolean hasBegun = false;
        try {
            Sql sql = connected();
            sql.transaction(use.begin);
            hasBegun = true;
            for (Request<?> request : group) {
                request.run(sql);
            }
            sql.transaction("commit");
            return null;
        } catch (SQLException | RuntimeException | Error failure) {
            if (hasBegun || SqliteFailure.of(failure) != SqliteFailure.LOCKED) {
                disconnect();
            }
            return failure;
        }
    }

    private Sql connected() throws SQLException {
        Sql sql = open;
        if (sql == null) {
            sql = new Sql(connector.connect());
            open = sql;
        }
        return sql;
    }

    private void disconnect() {
        Sql sql = open;
        open = null;
        if (sql != null) {
            try {
                sql.close();
            } catch (SQLException failure) {
                LOG.warn("a connection to the database did not close cleanly", failure);
            }
        }
    }
}
