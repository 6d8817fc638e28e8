package dev.polylogue.store;

import static dev.polylogue.store.SqliteFile.ANN;
import static dev.polylogue.store.SqliteFile.NOON;
import static dev.polylogue.store.SqliteFile.conversationId;
import static dev.polylogue.store.SqliteFile.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.store.SearchWords;
import dev.polylogue.engine.store.Store;
import dev.polylogue.protocol.search.SearchHit;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The full-text indexes in the file: made for what was there before them, and without a row for what is gone. */
class SearchIndexTest {

    @TempDir
    Path folder;

    @Test
    void aDatabaseFromBeforeTheSearchIsIndexedAtItsFirstOpening() throws SQLException {
        Flyway.configure()
                .loggers(FlywayLog.class.getName())
                .dataSource("jdbc:sqlite:" + path(), null, null)
                .locations("classpath:db/migration")
                .target("3")
                .load()
                .migrate();
        new SqliteFile(path())
                .execute(
                        """
                        insert into conversation (owner, id, title, pinned, archived, created_at, updated_at,
                          message_count, attention)
                        values ('ann', '%s', 'Old violins', false, false, 1, 1, 3, 'none')
                        """.formatted(conversationId(1)),
                        message(1, "user", "complete", "Violins?"),
                        message(2, "assistant", "complete", "Violins sing."),
                        message(3, "assistant", "streaming", "Violins half"));

        try (Store store = SqliteStore.open(path())) {
            assertThat(found(store, "violins")).hasSize(3);
            assertThat(found(store, "half")).isEmpty();
            assertThat(store.conversations().messages(ANN, conversationId(1))).hasSize(3);
            store.generations().claim(send(2, "More violins"));
            assertThat(found(store, "violins")).hasSize(4);
        }
    }

    private static String message(int position, String role, String status, String text) {
        return """
                insert into message (owner, id, conversation_id, position, role, status, parts, created_at)
                values ('ann', '00000000-0000-7000-8000-00000000000%d', '%s', %d, '%s', '%s',
                  '[{"type":"text","id":"t0","text":"%s"},{"type":"reasoning","id":"r0","text":"half"}]', 1)
                """.formatted(position, conversationId(1), position, role, status, text);
    }

    @Test
    void aDeletedConversationLeavesNoRowInTheIndexes() throws SQLException {
        try (Store store = SqliteStore.open(path())) {
            store.generations().claim(send(1, "violins"));
            store.generations().claim(send(2, "flutes"));
            store.conversations().delete(ANN, conversationId(1), NOON);

            assertThat(rows("message_words_docsize")).isEqualTo("1");
            assertThat(rows("title_words_docsize")).isEqualTo("1");
            assertThat(rows("conversation_title")).isEqualTo("1");
            assertThat(found(store, "violins")).isEmpty();
            assertThat(found(store, "flutes")).hasSize(1);
        }
    }

    @Test
    void theIndexesStillFitAfterTheFileWasVacuumed() throws SQLException {
        try (Store store = SqliteStore.open(path())) {
            store.generations().claim(send(1, "violins"));
            store.generations().claim(send(2, "flutes"));
            store.generations().claim(send(3, "trumpets"));
            store.conversations().delete(ANN, conversationId(1), NOON);
        }
        new SqliteFile(path()).execute("vacuum");

        try (Store store = SqliteStore.open(path())) {
            assertThat(found(store, "trumpets"))
                    .extracting(SearchHit::conversationId)
                    .containsExactly(conversationId(3));
            assertThat(new SqliteFile(path()).first("pragma integrity_check")).isEqualTo("ok");
        }
    }

    private static List<SearchHit> found(Store store, String words) {
        return store.search().search(ANN, SearchWords.of(words), 20, null).items();
    }

    private String rows(String table) throws SQLException {
        return new SqliteFile(path()).first("select count(*) from " + table);
    }

    private Path path() {
        return folder.resolve("polylogue.db");
    }
}
