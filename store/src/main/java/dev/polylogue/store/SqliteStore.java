package dev.polylogue.store;

import dev.polylogue.engine.store.ClarificationStore;
import dev.polylogue.engine.store.ConversationStore;
import dev.polylogue.engine.store.GenerationStore;
import dev.polylogue.engine.store.SettingsStore;
import dev.polylogue.engine.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/**
 * The store in one SQLite file, held by this process alone. Any thread may call it; a call that writes returns when the
 * row is on the disk ({@code synchronous=FULL}), and is not ended early by an interrupt, since its work goes on anyway.
 * To close it waits for what was begun; calls after that get a {@link dev.polylogue.engine.store.StoreException}.
 */
public final class SqliteStore implements Store {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);

    private final DataFolder folder;
    private final SqliteDatabase database;
    private final ConversationStore conversations;
    private final GenerationStore generations;
    private final ClarificationStore clarifications;
    private final SettingsStore settings;

    private SqliteStore(DataFolder folder, SqliteDatabase database) {
        this.folder = folder;
        this.database = database;
        this.conversations = new JdbcConversations(database);
        this.generations = new JdbcGenerations(database);
        this.clarifications = new JdbcClarifications(database);
        this.settings = new JdbcSettings(database);
    }

    /**
     * Opens the database, made with its folder where there is none, and brings its tables to this version.
     *
     * @throws StoreOpeningException where another process holds the folder, the file is damaged or was written by a
     *     newer version, or the folder cannot be used; its message is one line for the person
     */
    public static SqliteStore open(Path databaseFile) {
        return open(databaseFile, _ -> {});
    }

    /** As {@link #open(Path)}, with other settings of SQLite, for tests of what goes wrong. */
    static SqliteStore open(Path databaseFile, Consumer<SQLiteConfig> changes) {
        Path file = databaseFile.toAbsolutePath();
        DataFolder folder = DataFolder.hold(file);
        try {
            var connections = new SqliteConnections(file, changes);
            Opening.prepare(file, connections);
            return new SqliteStore(folder, new SqliteDatabase(connections));
        } catch (RuntimeException failure) {
            release(folder);
            throw failure;
        }
    }

    @Override
    public ConversationStore conversations() {
        return conversations;
    }

    @Override
    public GenerationStore generations() {
        return generations;
    }

    @Override
    public ClarificationStore clarifications() {
        return clarifications;
    }

    @Override
    public SettingsStore settings() {
        return settings;
    }

    @Override
    public void close() {
        database.close();
        release(folder);
    }

    private static void release(DataFolder folder) {
        try {
            folder.close();
        } catch (IOException failure) {
            LOG.warn("the lock of the data folder did not close cleanly", failure);
        }
    }
}
