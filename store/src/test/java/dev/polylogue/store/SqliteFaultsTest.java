package dev.polylogue.store;

import static dev.polylogue.store.SqliteFile.ANN;
import static dev.polylogue.store.SqliteFile.NOON;
import static dev.polylogue.store.SqliteFile.NORMAL;
import static dev.polylogue.store.SqliteFile.conversation;
import static dev.polylogue.store.SqliteFile.conversationId;
import static dev.polylogue.store.SqliteFile.has;
import static dev.polylogue.store.SqliteFile.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polylogue.engine.store.GenerationStore.Claim;
import dev.polylogue.engine.store.LogTail;
import dev.polylogue.engine.store.StoreException;
import dev.polylogue.engine.store.StoreUnavailableException;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.testkit.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when SQLite refuses: locked, full, closed. */
class SqliteFaultsTest {

    private static final String BIG = "x".repeat(400_000);

    @TempDir
    Path folder;

    @Test
    void aWriteWhileAnotherProgramHoldsTheFileIsUnavailableAndWorksLater() throws SQLException {
        var file = file();
        try (var store = SqliteStore.open(path(), NORMAL.withPatience(Duration.ofMillis(50)));
                var other = file.connect();
                var statement = other.createStatement()) {
            store.conversations().create(ANN, conversation(1));
            statement.execute("begin immediate");

            assertThatThrownBy(() -> store.conversations().create(ANN, conversation(2)))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("locked");
            assertThat(has(store, 1)).isTrue();
            assertThat(has(store, 2)).isFalse();

            statement.execute("rollback");
            store.conversations().create(ANN, conversation(2));
            assertThat(has(store, 2)).isTrue();
        }
    }

    @Test
    void aFullFileIsUnavailableReadsAndDeletionsGoOnAndLaterWritesToo() {
        try (var store = SqliteStore.open(path(), NORMAL.with(config -> config.setMaxPageCount(90)))) {
            store.generations().claim(send(1, "small"));

            assertThatThrownBy(() -> store.generations().claim(send(2, BIG)))
                    .isInstanceOf(StoreUnavailableException.class);

            assertThat(has(store, 2)).isFalse();
            assertThat(store.conversations().messages(ANN, conversationId(1))).hasSize(2);
            assertThat(store.conversations().delete(ANN, conversationId(1), NOON))
                    .isTrue();
            Await.until("there is room again", Duration.ofSeconds(10), () -> isTaken(store, 3));
        }
    }

    @Test
    void aTransactionThatFailsInItsMiddleLeavesNothing() throws SQLException {
        try (var store = SqliteStore.open(path())) {
            store.generations().claim(send(1, "small"));
        }
        file().execute("create trigger refuse before insert on generation begin select raise(abort, 'no'); end");
        try (var store = SqliteStore.open(path())) {
            assertThatThrownBy(() -> store.generations().claim(send(2, "small")))
                    .isInstanceOf(StoreException.class)
                    .isNotInstanceOf(StoreUnavailableException.class);

            assertThat(has(store, 2)).isFalse();
        }
        assertThat(file().first("select count(*) from message")).isEqualTo("2");
    }

    @Test
    void aClosedStoreRefusesAndClosingTwiceIsClosingOnce() {
        var store = SqliteStore.open(path());
        store.close();
        store.close();

        assertThatThrownBy(() -> has(store, 1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> store.conversations().create(ANN, conversation(1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aDeletedConversationLeavesNoRowInAnyTable() throws SQLException {
        var gone = send(1, "gone");
        var question = new Clarification(
                new ClarificationId(new UUID(9, 9)), "Which?", null, null, NOON, ClarificationState.WAITING, null);
        try (var store = SqliteStore.open(path())) {
            store.generations().claim(gone);
            store.generations().claim(send(2, "kept"));
            store.generations()
                    .await(
                            new LogTail(ANN, gone.id(), 0, List.of(ChunkCodec.encode(new Chunk.TextStart("t1")))),
                            1,
                            List.of(question));
            for (String table : List.of("message_delta", "clarification")) {
                assertThat(file().first("select count(*) from " + table)).isEqualTo("1");
            }

            store.conversations().delete(ANN, gone.conversationId(), NOON);
        }

        assertThat(rows("conversation")).isEqualTo("1");
        assertThat(rows("message")).isEqualTo("2");
        assertThat(rows("generation")).isEqualTo("1");
        assertThat(rows("message_delta")).isEqualTo("0");
        assertThat(rows("clarification")).isEqualTo("0");
    }

    @Test
    void theEndOfAGenerationTakesItsChunksAway() throws SQLException {
        try (var store = SqliteStore.open(path())) {
            var wish = send(1, "words");
            store.generations().claim(wish);
            store.generations()
                    .checkpoint(List.of(
                            new LogTail(ANN, wish.id(), 0, List.of(ChunkCodec.encode(new Chunk.TextStart("t1"))))));
            assertThat(rows("checkpoint")).isEqualTo("1");

            store.generations().recover(NOON);
        }
        assertThat(rows("checkpoint")).isEqualTo("0");
        assertThat(rows("message_delta")).isEqualTo("0");
    }

    @Test
    void chunksThatCannotBeReadDoNotStopTheRecovery() throws SQLException {
        var wish = send(1, "words");
        try (var store = SqliteStore.open(path())) {
            store.generations().claim(wish);
            store.generations()
                    .checkpoint(List.of(new LogTail(
                            ANN,
                            wish.id(),
                            0,
                            List.of(
                                    ChunkCodec.encode(new Chunk.TextStart("t1")),
                                    ChunkCodec.encode(new Chunk.TextDelta("t1", "kept")),
                                    "{\"type\":\"of-the-future\"}".getBytes(StandardCharsets.UTF_8),
                                    ChunkCodec.encode(new Chunk.TextDelta("t1", "lost"))))));
        }
        try (var store = SqliteStore.open(path())) {
            store.generations().recover(NOON);

            assertThat(store.conversations()
                            .message(ANN, wish.conversationId(), wish.assistantMessageId())
                            .orElseThrow()
                            .text())
                    .isEqualTo("kept");
        }
    }

    private static boolean isTaken(SqliteStore store, int number) {
        try {
            return store.generations().claim(send(number, "small")) instanceof Claim.Begun;
        } catch (StoreUnavailableException full) {
            return false;
        }
    }

    private String rows(String table) throws SQLException {
        return file().first("select count(*) from " + table);
    }

    private Path path() {
        return folder.resolve("polylogue.db");
    }

    private SqliteFile file() {
        return new SqliteFile(path());
    }
}
