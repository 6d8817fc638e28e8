package dev.polylogue.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A platform thread with a connection of its own that serves a queue.
 *
 * <p>JDBC blocks in native code, which pins a virtual thread to its carrier; so callers never touch a connection, they
 * wait for this thread's answer. The one that writes takes all that waits, up to {@code maxGroup}, into one transaction,
 * because what costs is the flush to the disk at its end, not the rows. When such a group fails, it is undone and each
 * request is done again in a transaction of its own: so every caller hears only of its own failure. Savepoints would
 * not do: on a full disk SQLite may undo the whole transaction, the neighbours' work included.
 *
 * <p>After any failure the connection is closed, which undoes what it had begun, and the next request opens another.
 */
final class DatabaseThread {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseThread.class);

    private final WorkQueue<Request<?>> queue;
    private final int maxGroup;
    private final String begin;
    private final Connector connector;
    private final Thread thread;
    private @Nullable Sql open;

    /** Opens a connection. */
    @FunctionalInterface
    interface Connector {
        Connection connect() throws SQLException;
    }

    DatabaseThread(String name, WorkQueue<Request<?>> queue, int maxGroup, String begin, Connector connector) {
        this.queue = queue;
        this.maxGroup = maxGroup;
        this.begin = begin;
        this.connector = connector;
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
        for (var group = queue.take(maxGroup); !group.isEmpty(); group = queue.take(maxGroup)) {
            serve(group);
        }
        disconnect();
    }

    private void serve(List<Request<?>> group) {
        Throwable failure = transact(group);
        if (failure == null) {
            group.forEach(Request::succeed);
        } else if (group.size() == 1 || SqliteFailure.of(failure) == SqliteFailure.LOCKED) {
            // A lock concerns all alike, and to wait for it once more for each would only add up.
            group.forEach(request -> request.fail(failure));
        } else {
            group.forEach(request -> serve(List.of(request)));
        }
    }

    /** Does all of them in one transaction, or none and gives the reason. */
    private @Nullable Throwable transact(List<Request<?>> group) {
        try {
            Sql sql = connected();
            sql.transaction(begin);
            for (Request<?> request : group) {
                request.run(sql);
            }
            sql.transaction("commit");
            return null;
        } catch (SQLException | RuntimeException | Error failure) {
            disconnect();
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
