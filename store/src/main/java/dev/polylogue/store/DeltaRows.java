package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.LogTail;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.chunk.PartFold;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.Part;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * The table {@code message_delta}: the chunks of an active generation, in rows of one checkpoint each, joined by
 * newlines (an encoded chunk has none). Rows are only added, and all go when the generation ends.
 */
final class DeltaRows {

    private static final Logger LOG = LoggerFactory.getLogger(DeltaRows.class);

    private DeltaRows() {}

    /** What the chunks of a generation fold into. */
    record Folded(List<Part> parts, long characters) {}

    /**
     * Appends the tail where it fits: its generation is active, and what is stored ends where it begins. All in one
     * statement, since that is what nearly every row of nearly every tick is.
     */
    static boolean appendFitting(Sql sql, LogTail tail) throws SQLException {
        return insert(sql, tail, tail.fromOffset(), tail.chunks()) > 0;
    }

    /**
     * Appends what is not there yet, for an active generation; false, and nothing is written, where chunks before the tail
     * are missing.
     */
    static boolean append(Sql sql, LogTail tail) throws SQLException {
        long next = next(sql, tail);
        if (tail.fromOffset() > next) {
            return false;
        }
        List<byte[]> chunks = tail.chunks();
        long known = next - tail.fromOffset();
        if (known < chunks.size()) {
            insert(sql, tail, next, chunks.subList(Math.toIntExact(known), chunks.size()));
        }
        return true;
    }

    private static long next(Sql sql, LogTail tail) throws SQLException {
        return sql.first("""
                        select d.from_offset + d.chunk_count as next
                        from generation g join message_delta d on d.generation_number = g.number
                        where g.owner = ? and g.id = ? order by d.from_offset desc limit 1
                        """, row -> row.number("next"), tail.owner(), tail.generationId())
                .orElse(0L);
    }

    private static int insert(Sql sql, LogTail tail, long from, List<byte[]> chunks) throws SQLException {
        return sql.update("""
                insert into message_delta (generation_number, from_offset, chunk_count, chunks)
                select g.number, ?1, ?2, ?3 from generation g
                where g.owner = ?4 and g.id = ?5 and g.ended_at is null
                  and ?1 = coalesce((
                    select d.from_offset + d.chunk_count from message_delta d
                    where d.generation_number = g.number order by d.from_offset desc limit 1), 0)
                """, from, chunks.size(), joined(chunks), tail.owner(), tail.generationId());
    }

    /** All chunks, from offset 0. */
    static List<byte[]> chunks(Sql sql, UserId owner, GenerationId generation) throws SQLException {
        List<byte[]> chunks = new ArrayList<>();
        sql.list("""
                        select d.chunks from generation g join message_delta d on d.generation_number = g.number
                        where g.owner = ? and g.id = ? order by d.from_offset
                        """, row -> row.bytes("chunks"), owner, generation).forEach(row -> split(row, chunks));
        return chunks;
    }

    static void delete(Sql sql, UserId owner, GenerationId generation) throws SQLException {
        sql.update("""
                delete from message_delta where generation_number = (
                  select number from generation where owner = ? and id = ?)
                """, owner, generation);
    }

    /**
     * The parts of the last checkpoint. A generation that goes on with a partial answer first repeats it; while the
     * repetition is not whole, or nothing was checkpointed, the parts {@code before} are the better answer.
     */
    static Folded fold(Sql sql, UserId owner, GenerationId generation, List<Part> before) throws SQLException {
        var fold = new PartFold();
        int offset = 0;
        for (byte[] chunk : chunks(sql, owner, generation)) {
            try {
                fold.add(ChunkCodec.decode(chunk));
            } catch (JacksonException unreadable) {
                LOG.error(
                        "chunk {} of generation {} cannot be read; its text ends there",
                        offset,
                        generation,
                        unreadable);
                break;
            }
            offset++;
        }
        long charactersBefore = characters(before);
        return offset == 0 || fold.characters() < charactersBefore
                ? new Folded(before, charactersBefore)
                : new Folded(fold.parts(), fold.characters());
    }

    private static long characters(List<Part> parts) {
        long characters = 0;
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                characters += text.text().length();
            }
        }
        return characters;
    }

    private static byte[] joined(List<byte[]> chunks) {
        var joined = new ByteArrayOutputStream();
        for (byte[] chunk : chunks) {
            if (joined.size() > 0) {
                joined.write('\n');
            }
            joined.writeBytes(chunk);
        }
        return joined.toByteArray();
    }

    private static void split(byte[] joined, List<byte[]> chunks) {
        int from = 0;
        for (int i = 0; i <= joined.length; i++) {
            if (i == joined.length || joined[i] == '\n') {
                chunks.add(Arrays.copyOfRange(joined, from, i));
                from = i + 1;
            }
        }
    }
}
