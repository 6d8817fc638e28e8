package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.LogTail;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.chunk.PartFold;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.Part;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** What is durable of an active generation: its {@link DeltaRows}, and what {@link CheckpointRows} has beyond them. */
final class Checkpointed {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpointed.class);

    private Checkpointed() {}

    /** What the chunks of a generation fold into. */
    record Folded(List<Part> parts, long characters) {}

    /** All chunks, from offset 0. */
    static List<byte[]> chunks(Sql sql, UserId owner, GenerationId generation) throws SQLException {
        List<byte[]> chunks = DeltaRows.chunks(sql, owner, generation);
        for (LogTail tail : CheckpointRows.of(sql, owner, generation)) {
            var more = tail.newFrom(chunks.size());
            if (more.isEmpty()) {
                break;
            }
            chunks.addAll(more.get());
        }
        return chunks;
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
        long charactersBefore = PartFold.characters(before);
        return offset == 0 || fold.characters() < charactersBefore
                ? new Folded(before, charactersBefore)
                : new Folded(fold.parts(), fold.characters());
    }
}
