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
 * <p>A whole check reads every page, which takes seconds per gigabyte; so only a small file is checked wholly. Of a big
 * one the header and the table of tables are read, and whether the file is as long as its header says: that finds what
 * is no database, and a copy that broke off.
 */
final class Opening {

    private static final long CHECKED_WHOLLY_BYTES = 32L * 1024 * 1024;

    private Opening() {}

    static void prepare(Path file, SqliteConnections connections) {
        try {
            check(file, connections);
            migrate(file, connections);
        } catch (SQLException | FlywayException failure) {
            throw explained(file, failure);
        } catch (IOException failure) {
            throw new StoreOpeningException("The database " + file + " cannot be read (" + failure + ")", failure);
        }
    }

    private static void check(Path file, SqliteConnections connections) throws SQLException, IOException {
        try (Connection connection = connections.connectToWrite();
                Statement statement = connection.createStatement()) {
            first(statement, "select count(*) from sqlite_master");
            first(statement, "pragma wal_checkpoint(truncate)");
            long size = Files.size(file);
            long pages = Long.parseLong(first(statement, "pragma page_count"));
            long pageSize = Long.parseLong(first(statement, "pragma page_size"));
            if (size < pages * pageSize) {
                throw damaged(file, "it is cut off");
            }
            if (size <= CHECKED_WHOLLY_BYTES) {
                String verdict = first(statement, "pragma quick_check(1)");
                if (!verdict.equals("ok")) {
                    throw damaged(file, verdict.lines().findFirst().orElse(verdict));
                }
            }
        }
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
            case NO_SPACE_OR_DISK ->
                new StoreOpeningException(
                        "The database " + file + " cannot be written: the disk is full or read-only", failure);
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
