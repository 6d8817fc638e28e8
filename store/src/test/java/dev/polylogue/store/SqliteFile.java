package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.GenerationEnd;
import dev.polylogue.engine.store.NewConversation;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.time.SystemTime;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.RequestId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.Role;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A database file seen from outside the store, and a little to put into it. */
final class SqliteFile {

    static final UserId ANN = new UserId("ann");
    static final SqliteSettings NORMAL = SqliteSettings.normal(new SystemTime());
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Path path;

    SqliteFile(Path path) {
        this.path = path;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + path);
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    String first(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static ConversationId conversationId(int number) {
        return new ConversationId(new UUID(0x7000L, 0x8000_0000_0000_0000L | number));
    }

    static NewConversation conversation(int number) {
        return new NewConversation(conversationId(number), "Title", null, null, NOON);
    }

    /** A send of {@code text} into the conversation of that number. */
    static NewGeneration send(int number, String text) {
        var user = new Message(
                new MessageId(new UUID(0x7001L, number)),
                null,
                Role.USER,
                MessageStatus.COMPLETE,
                List.of(new Part.Text("t0", text)),
                null,
                NOON,
                null,
                null,
                null);
        return new NewGeneration(
                ANN,
                new GenerationId(new UUID(0x7002L, number)),
                new RequestId(new UUID(0x7003L, number)),
                conversationId(number),
                conversation(number),
                user,
                user.id(),
                new MessageId(new UUID(0x7004L, number)),
                false,
                false,
                "guide/guide",
                null,
                NOON);
    }

    /** Its end, with {@code text} as the answer. */
    static GenerationEnd completed(NewGeneration generation, String text) {
        return new GenerationEnd(
                ANN,
                generation.id(),
                GenerationPhase.COMPLETED,
                MessageStatus.COMPLETE,
                Attention.FINISHED,
                List.of(new Part.Text("t1", text)),
                text.length(),
                null,
                null,
                null,
                NOON);
    }

    static boolean has(Store store, int number) {
        return store.conversations().find(ANN, conversationId(number)).isPresent();
    }
}
