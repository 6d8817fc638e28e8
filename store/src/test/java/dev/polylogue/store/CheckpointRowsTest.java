package dev.polylogue.store;

import static dev.polylogue.store.SqliteFile.ANN;
import static dev.polylogue.store.SqliteFile.NOON;
import static dev.polylogue.store.SqliteFile.completed;
import static dev.polylogue.store.SqliteFile.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.store.LogTail;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the words of checkpoints lie, and how long. What is read of them is held by the contract of stores. */
class CheckpointRowsTest {

    private final NewGeneration first = send(1, "one");
    private final NewGeneration second = send(2, "two");

    @TempDir
    Path folder;

    @Test
    void checkpointsAreSortedIntoOneRowForEachAnswer() throws SQLException {
        int last = CheckpointRows.MAX_ROWS - 1;
        try (var store = begun()) {
            for (int offset = 0; offset < last; offset++) {
                store.generations().checkpoint(List.of(tail(first, offset), tail(second, offset)));
            }
            assertThat(rows("checkpoint")).isEqualTo("" + last);
            assertThat(rows("message_delta")).isEqualTo("0");
            assertThat(text(store, first)).isEqualTo(words(last));

            store.generations().checkpoint(List.of(tail(first, last)));
            store.generations().checkpoint(List.of(tail(first, last + 1)));

            assertThat(rows("checkpoint")).isEqualTo("1");
            assertThat(rows("message_delta")).isEqualTo("2");
            assertThat(text(store, first)).isEqualTo(words(last + 2));
            assertThat(text(store, second)).isEqualTo(words(last));
        }
    }

    /** What the first chunks say, that many. */
    private static String words(int chunks) {
        return IntStream.range(0, chunks - 1).mapToObj(number -> number + " ").collect(Collectors.joining());
    }

    @Test
    void theLastAnswerThatEndsTakesTheWordsOfAllWithIt() throws SQLException {
        try (var store = begun()) {
            store.generations().checkpoint(List.of(tail(first, 0), tail(second, 0)));

            store.generations().end(completed(first, "done"));
            assertThat(rows("checkpoint")).isEqualTo("1");
            store.conversations().delete(ANN, first.conversationId(), NOON);
            store.generations().end(completed(second, "done"));

            assertThat(rows("checkpoint")).isEqualTo("0");
            assertThat(rows("message_delta")).isEqualTo("0");
        }
    }

    @Test
    void anAnswerThatWaitsForAPersonHasAllItsChunksInItsOwnRows() throws SQLException {
        try (var store = begun()) {
            store.generations().checkpoint(List.of(tail(first, 0), tail(second, 0)));
            store.generations().checkpoint(List.of(tail(first, 1)));

            assertThat(store.generations().await(tail(first, 2), 1, List.of())).isTrue();

            assertThat(rows("checkpoint")).isEqualTo("0");
            assertThat(text(store, first)).isEqualTo("0 1 ");
        }
    }

    @Test
    void whatCannotBeReadCostsOnlyItself() throws SQLException {
        try (var store = begun()) {
            store.generations().checkpoint(List.of(tail(first, 0), tail(second, 0)));
            store.generations().checkpoint(List.of(tail(second, 1)));
            store.generations().checkpoint(List.of(tail(first, 1)));
            file().execute("update checkpoint set tails = x'0100' where number = 2");

            assertThat(text(store, first)).isEqualTo("0 ");
            store.generations().recover(NOON);

            assertThat(text(store, first)).isEqualTo("0 ");
            assertThat(text(store, second)).isEmpty();
        }
    }

    @Test
    void aNameThatIsNoneCostsOnlyItself() throws SQLException {
        try (var store = begun()) {
            store.generations().checkpoint(List.of(tail(first, 0), tail(second, 0)));
            String generation = first.id().toString().replace("-", "").toUpperCase(Locale.ROOT);
            String blank = "202020";
            file().execute("update checkpoint set tails = unhex(replace(hex(tails), hex('ann') || '" + generation
                    + "', '" + blank + generation + "'))");

            store.generations().await(tail(second, 1), 1, List.of());

            assertThat(text(store, first)).isEmpty();
            assertThat(text(store, second)).isEqualTo("0 ");
        }
    }

    @Test
    void whatTwoCheckpointsBothHaveIsSortedInOnce() throws SQLException {
        try (var store = begun()) {
            store.generations().checkpoint(List.of(tail(first, 0), tail(second, 0)));
            store.generations().checkpoint(List.of(both(tail(first, 0), tail(first, 1)), tail(second, 0)));
            store.generations().checkpoint(List.of(both(tail(first, 1), tail(first, 2))));

            assertThat(store.generations().await(tail(second, 1), 1, List.of())).isTrue();

            assertThat(text(store, first)).isEqualTo("0 1 ");
            assertThat(text(store, second)).isEqualTo("0 ");
        }
    }

    @Test
    void whatFollowsAGapIsLeftOut() throws SQLException {
        try (var store = begun()) {
            store.generations().checkpoint(List.of(tail(first, 0), tail(first, 1)));
            store.generations().checkpoint(List.of(tail(first, 3), tail(second, 0)));

            assertThat(store.generations().await(tail(second, 1), 1, List.of())).isTrue();

            assertThat(text(store, first)).isEqualTo("0 ");
            assertThat(text(store, second)).isEqualTo("0 ");
        }
    }

    private static LogTail both(LogTail one, LogTail next) {
        List<byte[]> chunks = new ArrayList<>(one.chunks());
        chunks.addAll(next.chunks());
        return new LogTail(one.owner(), one.generationId(), one.fromOffset(), chunks);
    }

    @Test
    void rowsGiveBackWhatWasPutIn() {
        var more = new LogTail(ANN, first.id(), 7, List.of(new byte[] {1}, new byte[200]));
        List<LogTail> back = new ArrayList<>();

        List<byte[]> rows = PackedTails.pack(List.of(tail(first, 0), more, tail(second, 1)), 200);
        rows.forEach(row -> PackedTails.unpack(row, tail -> back.add(tail.unpacked())));

        assertThat(rows).hasSize(2);
        assertThat(back).hasSize(3);
        assertThat(back.get(1).owner()).isEqualTo(ANN);
        assertThat(back.get(1).generationId()).isEqualTo(first.id());
        assertThat(back.get(1).fromOffset()).isEqualTo(7);
        assertThat(back.get(1).chunks()).containsExactly(new byte[] {1}, new byte[200]);
        assertThat(back.getLast().generationId()).isEqualTo(second.id());
    }

    @Test
    void rowsOfAnOlderServerAreReadAndGoneOnWith() throws SQLException {
        try (var store = begun()) {
            store.generations().await(tail(first, 0), 1, List.of());
            String old = "{\"type\":\"text-start\",\"id\":\"t1\"}' || char(10) || '"
                    + "{\"type\":\"text-delta\",\"id\":\"t1\",\"delta\":\"0 \"}";
            file().execute("update message_delta set chunk_count = 2, chunks = cast('" + old + "' as blob)");

            store.generations().await(tail(first, 2), 1, List.of());

            assertThat(text(store, first)).isEqualTo("0 1 ");
        }
    }

    @Test
    void checkpointsOfAnOlderServerAreReadAndGoneOnWith() throws SQLException, IOException {
        try (var store = begun()) {
            store.generations().checkpoint(List.of(tail(second, 0)));
            var old = new ByteArrayOutputStream();
            var out = new DataOutputStream(old);
            out.writeByte(1);
            out.writeUTF(ANN.value());
            out.writeUTF(first.id().toString());
            out.writeLong(0);
            out.writeInt(2);
            for (LogTail tail : List.of(tail(first, 0), tail(first, 1))) {
                out.writeInt(tail.chunks().length(0));
                out.write(tail.chunks().getFirst());
            }
            file().execute("update checkpoint set tails = x'" + HexFormat.of().formatHex(old.toByteArray()) + "'");
            assertThat(text(store, first)).isEqualTo("0 ");

            store.generations().checkpoint(List.of(tail(first, 2)));
            store.generations().await(tail(first, 3), 1, List.of());

            assertThat(text(store, first)).isEqualTo("0 1 2 ");
        }
    }

    @Test
    void aRowOfAnAnswerThatCannotBeReadCostsWhatFollows() throws SQLException {
        try (var store = begun()) {
            for (int offset = 0; offset < 3; offset++) {
                store.generations().await(tail(first, offset), 1, List.of());
            }
            file().execute("update message_delta set chunks = x'050000' where from_offset = 2");

            assertThat(text(store, first)).isEqualTo("0 ");
        }
    }

    private SqliteStore begun() {
        var store = SqliteStore.open(folder.resolve("polylogue.db"));
        store.generations().claim(first);
        store.generations().claim(second);
        return store;
    }

    /** One chunk: the beginning of the text, then its words, which are numbers. */
    private static LogTail tail(NewGeneration generation, int offset) {
        Chunk chunk = offset == 0 ? new Chunk.TextStart("t1") : new Chunk.TextDelta("t1", offset - 1 + " ");
        return new LogTail(ANN, generation.id(), offset, List.of(ChunkCodec.encode(chunk)));
    }

    private static String text(SqliteStore store, NewGeneration generation) {
        return store.conversations()
                .message(ANN, generation.conversationId(), generation.assistantMessageId())
                .orElseThrow()
                .text();
    }

    private String rows(String table) throws SQLException {
        return file().first("select count(*) from " + table);
    }

    private SqliteFile file() {
        return new SqliteFile(folder.resolve("polylogue.db"));
    }
}
