package dev.polylogue.store;

import dev.polylogue.engine.store.AttachmentStore;
import dev.polylogue.engine.store.ClarificationStore;
import dev.polylogue.engine.store.ConversationStore;
import dev.polylogue.engine.store.FollowUpStore;
import dev.polylogue.engine.store.GenerationStore;
import dev.polylogue.engine.store.ProviderStore;
import dev.polylogue.engine.store.SearchStore;
import dev.polylogue.engine.store.SettingsStore;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.store.TokenStore;
import dev.polylogue.engine.store.ToolPolicyStore;
import dev.polylogue.engine.store.ToolServerStore;
import dev.polylogue.engine.store.UsageStore;
import dev.polylogue.engine.time.SystemTime;
import dev.polylogue.engine.time.Time;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The store in one SQLite file, held by this process alone. Any thread may call it; a call that writes returns when the
 * row is on the disk ({@code synchronous=FULL}), and is not ended early by an interrupt, since its work goes on anyway.
 * To close it waits for what was begun; calls after that get a {@link dev.polylogue.engine.store.StoreException}.
 */
public final class SqliteStore implements Store {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);

    /** For those who bring no clock of their own. */
    private static final Time MACHINE = new SystemTime();

    private final DataFolder folder;
    private final Space space;
    private final WholeCheck check;
    private final SqliteDatabase database;
    private final ConversationStore conversations;
    private final GenerationStore generations;
    private final ClarificationStore clarifications;
    private final ToolPolicyStore toolPolicies;
    private final FollowUpStore followUps;
    private final AttachmentStore attachments;
    private final ProviderStore providers;
    private final ToolServerStore toolServers;
    private final TokenStore tokens;
    private final UsageStore usage;
    private final SearchStore search;
    private final SettingsStore settings;

    private SqliteStore(
            DataFolder folder, Space space, WholeCheck check, SqliteDatabase database, AttachmentFiles files) {
        this.folder = folder;
        this.space = space;
        this.check = check;
        this.database = database;
        this.conversations = new JdbcConversations(database);
        this.generations = new JdbcGenerations(database);
        this.clarifications = new JdbcClarifications(database);
        this.toolPolicies = new JdbcToolPolicies(database);
        this.followUps = new JdbcFollowUps(database);
        this.attachments = new JdbcAttachments(database, files);
        this.providers = new JdbcProviders(database);
        this.toolServers = new JdbcToolServers(database);
        this.tokens = new JdbcTokens(database);
        this.usage = (owner, first) -> database.read(sql -> UsageRows.since(sql, owner, first));
        this.search = new JdbcSearch(database);
        this.settings = new JdbcSettings(database);
    }

    /**
     * Loads what {@link #open} needs whichever file it opens, on a thread of its own: for a program that has something
     * else to do before. What fails here fails again there, which says so.
     */
    public static void warmUp() {
        Thread.ofPlatform().daemon().name("store-warm-up").start(() -> {
            try {
                SQLiteJDBCLoader.initialize();
            } catch (Exception failure) {
                LOG.debug("the store cannot be made ready yet", failure);
            }
        });
    }

    /**
     * Opens the database, made with its folder where there is none, and brings its tables to this version.
     *
     * @throws StoreOpeningException where another process holds the folder, the file is damaged or was written by a
     *     newer version, or the folder cannot be used; its message is one line for the person
     */
    public static SqliteStore open(Path databaseFile, Time time) {
        return open(databaseFile, SqliteSettings.normal(time));
    }

    /** As {@link #open(Path, Time)}, with the machine's own time. */
    public static SqliteStore open(Path databaseFile) {
        return open(databaseFile, MACHINE);
    }

    /** As {@link #open(Path)}, with other settings, for tests of what goes wrong. */
    static SqliteStore open(Path databaseFile, SqliteSettings settings) {
        Path file = databaseFile.toAbsolutePath();
        DataFolder folder = DataFolder.hold(file);
        var connections = new SqliteConnections(file, settings.changes());
        var space = new Space(new Reserve(file, settings.reserve()), settings.time(), new Tidying(connections)::once);
        try {
            boolean isChecked = Opening.prepare(file, connections, space, settings.checkedAtOnce());
            space.start();
            var health = new Health(file, space);
            var check = new WholeCheck(connections, health);
            if (!isChecked) {
                check.start();
            }
            return new SqliteStore(
                    folder,
                    space,
                    check,
                    new SqliteDatabase(connections, health, settings),
                    new AttachmentFiles(file.resolveSibling("attachments")));
        } catch (RuntimeException failure) {
            space.close();
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
    public ToolPolicyStore toolPolicies() {
        return toolPolicies;
    }

    @Override
    public FollowUpStore followUps() {
        return followUps;
    }

    @Override
    public AttachmentStore attachments() {
        return attachments;
    }

    @Override
    public ProviderStore providers() {
        return providers;
    }

    @Override
    public ToolServerStore toolServers() {
        return toolServers;
    }

    @Override
    public TokenStore tokens() {
        return tokens;
    }

    @Override
    public UsageStore usage() {
        return usage;
    }

    @Override
    public SearchStore search() {
        return search;
    }

    @Override
    public SettingsStore settings() {
        return settings;
    }

    @Override
    public void close() {
        space.close();
        check.close();
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
