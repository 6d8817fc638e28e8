package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.chunk.EncodedChunks;
import dev.polylogue.protocol.id.GenerationId;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table {@code message_delta}: the chunks of an active generation, in rows of some seconds each. Rows are only added,
 * and all go when the generation ends.
 */
final class DeltaRows {

    private static final Logger LOG = LoggerFactory.getLogger(DeltaRows.class);

    private DeltaRows() {}

    /**
     * Appends what is not there yet, where the generation is active; false, and nothing is written, where chunks before
     * the tail are missing. Nearly always the tail begins where the rows end, and that is one statement.
     */
    static boolean append(Sql sql, PackedTail tail) throws SQLException {
        boolean isDone = tail.chunks().count() == 0
                || insert(sql, tail, tail.fromOffset(), tail.chunks()) > 0
                || !isActive(sql, tail);
        if (isDone) {
            return true;
        }
        long next = next(sql, tail);
        if (next < tail.fromOffset()) {
            return false;
        }
        if (next < tail.nextOffset()) {
            insert(sql, tail, next, tail.from(next).chunks());
        }
        return true;
    }

    private static boolean isActive(Sql sql, PackedTail tail) throws SQLException {
        return sql.exists(
                "select 1 from generation where owner = ? and id = ? and ended_at is null",
                tail.owner(),
                tail.generationId());
    }

    private static long next(Sql sql, PackedTail tail) throws SQLException {
        return sql.first("""
                        select d.from_offset + d.chunk_count as next
                        from generation g join message_delta d on d.generation_number = g.number
                        where g.owner = ? and g.id = ? order by d.from_offset desc limit 1
                        """, row -> row.number("next"), tail.owner(), tail.generationId())
                .orElse(0L);
    }

    private static int insert(Sql sql, PackedTail tail, long from, PackedChunks chunks) throws SQLException {
        return sql.update("""
                insert into message_delta (generation_number, from_offset, chunk_count, chunks)
                select g.number, ?1, ?2, ?3 from generation g
                where g.owner = ?4 and g.id = ?5 and g.ended_at is null
                  and ?1 = coalesce((
                    select d.from_offset + d.chunk_count from message_delta d
                    where d.generation_number = g.number order by d.from_offset desc limit 1), 0)
                """, from, chunks.count(), chunks.bytes(), tail.owner(), tail.generationId());
    }

    /** All chunks that are here, from offset 0; where a row cannot be read, those before it. */
    static List<byte[]> chunks(Sql sql, UserId owner, GenerationId generation) throws SQLException {
        List<PackedChunks> rows = sql.list("""
                select d.chunk_count, d.chunks
                from generation g join message_delta d on d.generation_number = g.number
                where g.owner = ? and g.id = ? order by d.from_offset
                """, DeltaRows::stored, owner, generation);
        List<byte[]> chunks = new ArrayList<>();
        try {
            for (PackedChunks row : rows) {
                chunks.addAll(row.unpacked());
            }
        } catch (UncheckedIOException unreadable) {
            LOG.error("generation {} cannot be read from chunk {} on", generation, chunks.size(), unreadable);
        }
        return chunks;
    }

    /** Rows of an older server have the chunks as they are, each an object on a line of its own. */
    private static PackedChunks stored(Row row) throws SQLException {
        byte[] bytes = row.bytes("chunks");
        if (bytes.length == 0 || bytes[0] != '{') {
            return new PackedChunks(bytes, row.count("chunk_count"));
        }
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                lines.add(Arrays.copyOfRange(bytes, from, i));
                from = i + 1;
            }
        }
        return PackedChunks.of(EncodedChunks.of(lines));
    }

    static void delete(Sql sql, UserId owner, GenerationId generation) throws SQLException {
        sql.update("""
                delete from message_delta where generation_number = (
                  select number from generation where owner = ? and id = ?)
                """, owner, generation);
    }
}
