package dev.polylogue.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** New connections to the file, with the settings that make them safe. */
final class SqliteConnections {

    /** Short, because a thread that waits in here cannot tell those who have waited for too long. */
    private static final int BUSY_TIMEOUT_MILLIS = 50;

    /** What a file of the log that once grew big keeps of the disk. */
    private static final int LOG_KEPT_BYTES = 16 * 1024 * 1024;

    /** SQLite's own 2 MB hold fewer pages than a checkpoint of a thousand answers touches, and it would read them again. */
    private static final int WRITERS_CACHE_KIB = 16 * 1024;

    private final SQLiteDataSource writable;
    private final SQLiteDataSource readOnly;

    SqliteConnections(Path file, Consumer<SQLiteConfig> changes) {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setJournalSizeLimit(LOG_KEPT_BYTES);
        // A negative figure is KiB, not pages.
        config.setCacheSize(-WRITERS_CACHE_KIB);
        // Nobody asks for them, and the driver would look for them with a statement behind each that inserts.
        config.setGetGeneratedKeys(false);
        changes.accept(config);
        writable = source(file, config);
        var reading = new SQLiteConfig();
        reading.setReadOnly(true);
        reading.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        readOnly = source(file, reading);
    }

    DataSource writable() {
        return writable;
    }

    Connection connectToWrite() throws SQLException {
        return writable.getConnection();
    }

    Connection connectToRead() throws SQLException {
        return readOnly.getConnection();
    }

    private static SQLiteDataSource source(Path file, SQLiteConfig config) {
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
