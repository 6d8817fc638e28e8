package dev.polylogue.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a big file wholly while the server is at work already. What it finds is told to {@link Health}. It has a thread
 * of its own, and ends early when the store closes.
 */
final class WholeCheck implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WholeCheck.class);

    private final SqliteConnections connections;
    private final Health health;
    private final Thread thread;
    private volatile @Nullable Statement running;
    private volatile boolean isClosed;

    WholeCheck(SqliteConnections connections, Health health) {
        this.connections = connections;
        this.health = health;
        this.thread = Thread.ofPlatform().daemon().name("store-check").unstarted(this::check);
    }

    void start() {
        thread.start();
    }

    private void check() {
        try (Connection connection = connections.connectToRead();
                Statement statement = connection.createStatement()) {
            running = statement;
            String verdict = isClosed ? Opening.WHOLE : verdict(statement);
            if (verdict.equals(Opening.WHOLE)) {
                LOG.debug("the database is whole");
            } else {
                health.damaged(verdict);
            }
        } catch (SQLException failure) {
            if (SqliteFailure.of(failure) == SqliteFailure.DAMAGED) {
                health.damaged(String.valueOf(failure.getMessage()));
            } else if (!isClosed) {
                LOG.warn("The database could not be checked: {}", failure.getMessage());
            }
        } finally {
            running = null;
        }
    }

    private static String verdict(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("pragma quick_check(1)")) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public void close() {
        isClosed = true;
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            cancel();
            try {
                thread.join(10);
            } catch (InterruptedException _) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void cancel() {
        Statement statement = running;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException closed) {
                LOG.debug("the check had ended", closed);
            }
        }
    }
}
