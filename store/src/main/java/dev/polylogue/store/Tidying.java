package dev.polylogue.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back to a full disk what deletions left empty: pages of the database, and the log of writes. Only while the disk
 * is full; otherwise empty pages are kept for what comes next. A file that was made before this was thought of keeps its
 * pages, and only its log shrinks.
 */
final class Tidying {

    private static final Logger LOG = LoggerFactory.getLogger(Tidying.class);

    /** So few that moving them takes little of the room that is left, and of the time of the writer. */
    private static final int PAGES = 64;

    private static final int STEPS = 32;

    private final SqliteConnections connections;

    Tidying(SqliteConnections connections) {
        this.connections = connections;
    }

    void once() {
        try (Connection connection = connections.connectToWrite();
                Statement statement = connection.createStatement()) {
            boolean isMore = true;
            for (int step = 0; step < STEPS && isMore; step++) {
                // Not as a query: that would take a single page.
                statement.executeUpdate("pragma incremental_vacuum(" + PAGES + ")");
                statement.execute("pragma wal_checkpoint(truncate)");
                isMore = emptyPages(statement) > 0;
            }
        } catch (SQLException failure) {
            LOG.debug("nothing more could be given back to the disk", failure);
        }
    }

    private static long emptyPages(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("pragma freelist_count")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
