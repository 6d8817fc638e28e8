package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.LogTail;
import dev.polylogue.protocol.id.GenerationId;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table {@code checkpoint}: the tails of all generations, of each checkpoint in as few rows as they fit in. What the
 * rows hold is sorted into {@link DeltaRows} once {@value #MAX_ROWS} of them lie here, and they go; until then both
 * together are what is durable. Whether a generation is still active is asked only then: for one that has ended or is
 * deleted nothing is sorted in.
 */
final class CheckpointRows {

    /** So few that they are read at once without a thought: sixteen seconds of checkpoints, or {@link #FULL} each. */
    static final int MAX_ROWS = 64;

    /** A row takes no more tails from here on. Far from what the collector of the JVM treats apart as huge. */
    private static final int FULL = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointRows.class);

    private CheckpointRows() {}

    static void add(Sql sql, List<LogTail> tails) throws SQLException {
        for (byte[] packed : PackedTails.pack(tails, FULL)) {
            sql.update(
                    "insert into checkpoint (number, tails) select coalesce(max(number), 0) + 1, ? from checkpoint",
                    packed);
        }
        boolean isDue = sql.exists("select 1 from (select count(*) as rows from checkpoint) where rows >= ?", MAX_ROWS);
        if (isDue) {
            sort(sql);
        } else {
            // Its generations may have ended or been deleted since it was begun.
            sortTheLast(sql);
        }
    }

    /** Sorts in all there is, and leaves the table empty. */
    static void sort(Sql sql) throws SQLException {
        for (LogTail tail : joined(sql)) {
            if (!DeltaRows.append(sql, tail)) {
                // A gap is a mistake of the caller; the others of the same checkpoint must not pay for it.
                LOG.error("{}; the checkpoint of that generation is left out", DeltaRows.gap(tail));
            }
        }
        sql.update("delete from checkpoint");
    }

    /**
     * To be called when a generation ends, is deleted or begins to wait, and behind each checkpoint: where none is left that
     * will bring another checkpoint, nothing would take the rows away, and the words of deleted conversations in them.
     */
    static void sortTheLast(Sql sql) throws SQLException {
        if (sql.exists("select 1 from checkpoint") && !GenerationRows.isAnyAtWork(sql)) {
            sort(sql);
        }
    }

    /** What lies here of a generation; in order, and it may overlap. */
    static List<LogTail> of(Sql sql, UserId owner, GenerationId generation) throws SQLException {
        List<LogTail> found = new ArrayList<>();
        each(sql, tail -> {
            if (tail.generationId().equals(generation) && tail.owner().equals(owner)) {
                found.add(tail);
            }
        });
        return found;
    }

    /** One tail for each generation; where chunks are missing in the middle, what follows is left out. */
    private static List<LogTail> joined(Sql sql) throws SQLException {
        record Key(UserId owner, GenerationId generation) {}
        Map<Key, LogTail> joined = new LinkedHashMap<>();
        each(sql, tail -> joined.merge(new Key(tail.owner(), tail.generationId()), tail, CheckpointRows::joined));
        return List.copyOf(joined.values());
    }

    /** Both as one; chunks that are in both are in it once. */
    private static LogTail joined(LogTail first, LogTail next) {
        List<byte[]> chunks = new ArrayList<>(first.chunks());
        next.newFrom(first.fromOffset() + chunks.size())
                .ifPresentOrElse(
                        chunks::addAll, () -> LOG.error("{}; what follows them is left out", DeltaRows.gap(next)));
        return new LogTail(first.owner(), first.generationId(), first.fromOffset(), chunks);
    }

    private static void each(Sql sql, Consumer<LogTail> use) throws SQLException {
        for (byte[] row : sql.list("select tails from checkpoint order by number", row -> row.bytes("tails"))) {
            try {
                PackedTails.unpack(row, use);
            } catch (UncheckedIOException | IllegalArgumentException unreadable) {
                LOG.error("a checkpoint cannot be read; what follows in it is lost", unreadable);
            }
        }
    }
}
