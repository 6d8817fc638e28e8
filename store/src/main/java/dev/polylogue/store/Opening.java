package dev.polylogue.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;

/**
 * What happens to the file before it is used: a look at its health, then the migrations.
 *
 * <p>A whole check reads every page in the order of the tables: two seconds for a gigabyte that is in memory, but most of
 * a minute for one that a slow disk has to fetch. So only a small file is checked wholly before it is used. Of a big one
 * the header and the table of tables are read, and whether the file is as long as its header says: that finds what is no
 * database, and a copy that broke off. The rest {@link WholeCheck} reads while the server is at work.
 */
final class Opening {

    /** What SQLite says of a file that is not damaged. */
    static final String WHOLE = "ok";

    /** The newest of the migrations. Where a file has it, nobody looks for the others, which would be a tenth of a start. */
    static final int NEWEST = 14;

    private Opening() {}

    /** Gives whether the file was checked wholly; where it cannot be used, {@link StoreOpeningException} says why. */
    static boolean prepare(Path file, SqliteConnections connections, Space space, long checkedAtOnce) {
        try {
            return prepareOnce(file, connections, checkedAtOnce);
        } catch (SQLException | FlywayException failure) {
            if (!space.isBehind(SqliteFailure.of(failure)) || !space.ranOut()) {
                throw explained(file, failure);
            }
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
        try {
            // With the room that was kept for a full disk.
            return prepareOnce(file, connections, checkedAtOnce);
        } catch (SQLException | FlywayException failure) {
            throw explained(file, failure);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private static StoreOpeningException unreadable(Path file, IOException failure) {
        return new StoreOpeningException("The database " + file + " cannot be read (" + failure + ")", failure);
    }

    private static boolean prepareOnce(Path file, SqliteConnections connections, long checkedAtOnce)
            throws SQLException, IOException {
        boolean isChecked;
        boolean isUpToDate;
        try (Connection connection = connections.connectToWrite();
                Statement statement = connection.createStatement()) {
            isChecked = check(file, statement, checkedAtOnce);
            isUpToDate = isUpToDate(statement);
        }
        if (!isUpToDate) {
            migrate(file, connections);
        }
        return isChecked;
    }

    private static boolean isUpToDate(Statement statement) throws SQLException {
        String tables = "select count(*) from sqlite_master where name = 'flyway_schema_history'";
        // All of them, and no other.
        String done = "select count(*) = " + NEWEST + " and sum(success) = " + NEWEST
                + " and max(cast(version as integer)) = " + NEWEST + " from flyway_schema_history";
        return first(statement, tables).equals("1") && "1".equals(first(statement, done));
    }

    private static boolean check(Path file, Statement statement, long checkedAtOnce) throws SQLException, IOException {
        if (first(statement, "select count(*) from sqlite_master").equals("0")) {
            // Only an empty file can be told to give pages back; see Tidying.
            statement.executeUpdate("pragma auto_vacuum = incremental");
            statement.executeUpdate("vacuum");
        }
        first(statement, "pragma wal_checkpoint(truncate)");
        long size = Files.size(file);
        long pages = Long.parseLong(first(statement, "pragma page_count"));
        long pageSize = Long.parseLong(first(statement, "pragma page_size"));
        if (size < pages * pageSize) {
            throw damaged(file, "it is cut off");
        }
        if (size > checkedAtOnce) {
            return false;
        }
        String verdict = first(statement, "pragma quick_check(1)");
        if (!verdict.equals(WHOLE)) {
            throw damaged(file, verdict.lines().findFirst().orElse(verdict));
        }
        return true;
    }

    private static String first(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void migrate(Path file, SqliteConnections connections) {
        Flyway flyway = Flyway.configure(Opening.class.getClassLoader())
                .loggers(FlywayLog.class.getName())
                .dataSource(connections.writable())
                .locations("classpath:db/migration")
                .load();
        var info = flyway.info();
        var current = info.current();
        MigrationVersion known = MigrationVersion.EMPTY;
        for (var migration : info.all()) {
            var version = migration.getVersion();
            if (migration.getState().isResolved() && version != null && version.compareTo(known) > 0) {
                known = version;
            }
        }
        if (current != null
                && current.getVersion() != null
                && current.getVersion().compareTo(known) > 0) {
            throw new StoreOpeningException(
                    "The database " + file + " was written by a newer Polylogue (its tables have version "
                            + current.getVersion() + ", this one knows " + known
                            + "): start the newer one, or choose another folder with --polylogue.data=DIR");
        }
        flyway.migrate();
    }

    private static StoreOpeningException explained(Path file, Exception failure) {
        return switch (SqliteFailure.of(failure)) {
            case DAMAGED -> damaged(file, "it is not a whole database");
            case LOCKED ->
                new StoreOpeningException(
                        "The database " + file + " is locked by another program: close that, then start again",
                        failure);
            case FULL ->
                new StoreOpeningException(
                        "The database " + file + " cannot be written: the disk is full. Make room, then start again",
                        failure);
            case REFUSED ->
                new StoreOpeningException(
                        "The database " + file + " cannot be written ("
                                + failure.toString().lines().findFirst().orElse("unknown")
                                + "): is it read-only? Mend its rights, or choose another folder with --polylogue.data=DIR",
                        failure);
            case OTHER ->
                new StoreOpeningException(
                        "The database " + file + " cannot be opened: "
                                + failure.toString().lines().findFirst().orElse("unknown"),
                        failure);
        };
    }

    private static StoreOpeningException damaged(Path file, String why) {
        return new StoreOpeningException("The database " + file + " is damaged (" + why
                + "): put a backup in its place, or move it away to begin with an empty one");
    }
}
