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

    /** So few that they are read at once without a thought: half a minute of checkpoints, or {@link #FULL} each. */
    static final int MAX_ROWS = 128;

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
        record Whose(UserId owner, GenerationId generationId) {}
        Map<Whose, List<PackedTail>> all = new LinkedHashMap<>();
        each(sql, tail -> all.computeIfAbsent(new Whose(tail.owner(), tail.generationId()), _ -> new ArrayList<>())
                .add(tail));
        for (List<PackedTail> tails : all.values()) {
            sortIn(sql, tails);
        }
        sql.update("delete from checkpoint");
    }

    /** Those of one generation. A gap is somebody's mistake; the others must not pay for it. */
    private static void sortIn(Sql sql, List<PackedTail> tails) throws SQLException {
        PackedTail joined = joined(tails);
        if (!DeltaRows.append(sql, joined)) {
            LOG.error("{}; the checkpoint of that generation is left out", joined.gap());
        }
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
            if (tail.isOf(owner, generation)) {
                found.add(tail.unpacked());
            }
        });
        return found;
    }

    /** The tails of one generation as one: chunks that are in two are in it once; what follows a gap is left out. */
    private static PackedTail joined(List<PackedTail> tails) {
        PackedTail first = tails.getFirst();
        List<PackedChunks> pieces = new ArrayList<>(tails.size());
        long next = first.fromOffset();
        for (PackedTail tail : tails) {
            if (tail.fromOffset() > next) {
                LOG.error("{}; what follows them is left out", tail.gap());
            } else if (tail.nextOffset() > next) {
                pieces.add(tail.from(next).chunks());
                next = tail.nextOffset();
            }
        }
        return new PackedTail(first.owner(), first.generationId(), first.fromOffset(), PackedChunks.joined(pieces));
    }

    private static void each(Sql sql, Consumer<PackedTail> use) throws SQLException {
        for (byte[] row : sql.list("select tails from checkpoint order by number", row -> row.bytes("tails"))) {
            try {
                PackedTails.unpack(row, use);
            } catch (UncheckedIOException unreadable) {
                LOG.error("a checkpoint cannot be read; what follows in it is lost", unreadable);
            }
        }
    }
}
