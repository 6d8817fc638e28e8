package dev.polylogue.engine.log;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.message.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * The chunks of one generation, numbered 0, 1, 2 …, each held once and already encoded.
 *
 * <p>Any thread may append, one at a time under the log's short lock, and any number may follow. A follower reads by its own
 * cursor, without the lock, and is woken outside of it, so neither a slow nor a dead follower costs the writer or another
 * follower anything.
 *
 * <p>Each chunk also gets a number from a sequence that all logs share, <em>while the log's lock is held</em>. A feed
 * (see {@link Feed}) reads that sequence first and the logs afterwards; where a chunk is just being added it waits for the
 * lock. So whatever has a number up to the one it read is then visible to it, and that is what makes one position enough to
 * resume any number of logs.
 *
 * <p>The lock is the log's own monitor, other than everywhere else here: it is taken for each token, and a lock of another
 * class would be two more objects, which nothing has touched since the last token and which are not in the processor's cache.
 *
 * <p>Bounds: a log lives as long as its generation and {@link LiveLogs#RETENTION} more; how long an answer may become is
 * the generation's business ({@link #characters}).
 */
public final class GenerationLog extends NumberedChunks {

    private static final AtomicLongFieldUpdater<GenerationLog> NEWEST =
            AtomicLongFieldUpdater.newUpdater(GenerationLog.class, "newestAtMost");

    /** Bytes in a slice for one reader. */
    static final int SLICE = 64 * 1024;

    /** {@link #newestAtMost} while a chunk is being added. */
    private static final long BEING_ADDED = Long.MAX_VALUE;

    private final LogIdentity identity;
    private final byte[] encodedNames;
    private final AtomicLong sequence;

    /** Another array whenever it changes: it is walked for each chunk. Written under the lock only. */
    private volatile Wakeable[] wakeables = {};

    private final LogFold fold = new LogFold(this);

    @GuardedBy("this") private LogStatus status = LogStatus.NEW;

    /** Behind the last chunk, once that comes. Written under the lock, before that chunk. */
    private volatile int end = Integer.MAX_VALUE;

    /**
     * No chunk has a higher number. Raised to the highest there is before a number is taken from the sequence: whoever has
     * read that number in the sequence then finds this raised, and does not pass over a chunk that is just being added.
     * Taking the number publishes what was written before, so releasing writes are enough.
     */
    private volatile long newestAtMost;

    private volatile boolean isLetGo;

    GenerationLog(LogIdentity identity, AtomicLong sequence) {
        this.identity = identity;
        this.encodedNames = identity.encodedNames();
        this.sequence = sequence;
    }

    /** As {@link LogIdentity#encodedNames}, made once for all followers; shared, must not be changed. */
    public byte[] encodedNames() {
        return encodedNames;
    }

    /** Whose log it is, and of what. */
    public LogIdentity identity() {
        return identity;
    }

    /**
     * Adds a chunk and wakes the followers. A {@link Chunk.Terminal} ends the log: what is appended after it is dropped,
     * since late words are ignored, not an error.
     */
    public void append(Chunk chunk) {
        byte[] encoded = ChunkCodec.encode(chunk);
        Wake wake;
        synchronized (this) {
            if (isEnded()) {
                return;
            }
            if (chunk instanceof Chunk.Terminal) {
                end = size() + 1;
            }
            NEWEST.lazySet(this, BEING_ADDED);
            long number = sequence.incrementAndGet();
            add(number, encoded);
            NEWEST.lazySet(this, number);
            LogStatus before = status;
            LogStatus after = before.after(chunk);
            if (!after.equals(before)) {
                status = after;
            }
            wake = after.urgencySince(before, chunk);
        }
        for (Wakeable wakeable : wakeables) {
            wakeable.wake(wake);
        }
    }

    /** A follower that starts at {@code offset}; one behind the end waits there. The caller closes it. */
    public LogFollower follow(long offset) {
        return new LogFollower(this, offset, new Waiter());
    }

    /** As {@link #follow(long)}, for a follower that never waits: {@code wakeable} is told instead. */
    public LogFollower follow(long offset, Wakeable wakeable) {
        return new LogFollower(this, offset, wakeable);
    }

    /** The chunks from {@code offset} on; empty where there are none yet. */
    public LogSlice read(long offset) {
        return read(offset, Long.MAX_VALUE);
    }

    /**
     * The next chunks from {@code offset} on, for a follower: {@link #SLICE} and the rest of its last chunk at most. One
     * that stops reading then holds a slice in its hands, not the whole log.
     */
    LogSlice readSome(long offset) {
        return read(offset, SLICE);
    }

    private LogSlice read(long offset, long maxBytes) {
        // Once: a reader behind the end must not be given what was added between two looks at the size.
        int size = size();
        int from = (int) Math.min(Math.max(offset, 0), size);
        return slice(from, endOf(from, size, maxBytes));
    }

    private LogSlice slice(int from, int to) {
        return new LogSlice(from, between(from, to), to < size(), to == end);
    }

    /** As {@link #read}, but only what has a number up to {@code upTo}. */
    LogSlice readUpTo(long offset, long upTo) {
        int to = sizeUpTo(upTo);
        return slice((int) Math.min(offset, to), to);
    }

    /** How many have a number up to that, which was read in the sequence. */
    private int sizeUpTo(long number) {
        long before = newestAtMost;
        if (before <= number) {
            int all = size();
            if (newestAtMost == before) {
                // Nothing was added meanwhile, so that is the number of the last of them.
                return all;
            }
        } else if (before != BEING_ADDED) {
            return countUpTo(number);
        }
        // The number of what is being added may be one of those: it is there when the lock is free.
        synchronized (this) {
            return countUpTo(number);
        }
    }

    /** The offset of the first chunk with a number above {@code number}. */
    long offsetAfter(long number) {
        return sizeUpTo(number);
    }

    /** Nobody who does not follow it already will find it any more. */
    void letGo() {
        isLetGo = true;
    }

    boolean isLetGo() {
        return isLetGo;
    }

    /** Whether there may be chunks numbered above {@code number}; without the lock. */
    boolean mayHaveNewsSince(long number) {
        return newestAtMost > number;
    }

    /** How it stands now, as one moment: parts, offset and status agree. Takes the time of what came since the last look. */
    public FeedGeneration glance() {
        return fold.glance(identity);
    }

    /** The parts so far. Takes the time of what came since the last look. */
    public List<Part> parts() {
        return fold.parts();
    }

    /** Characters (UTF-16 units) of answer text so far. Takes the time of what came since the last look. */
    public long characters() {
        return fold.characters();
    }

    /** Whether its last chunk came. */
    public boolean isEnded() {
        return size() >= end;
    }

    /** Whether anyone follows it, by itself or with everything of its owner. */
    public boolean isFollowed() {
        return wakeables.length > 0;
    }

    /** Whether all who follow it wait for a window anyway, if anyone does. */
    public boolean isPatient() {
        for (Wakeable wakeable : wakeables) {
            if (!wakeable.isPatient()) {
                return false;
            }
        }
        return true;
    }

    /** Reads what the next chunk will need: see {@link dev.polylogue.engine.provider.ModelSink#prefetch}. */
    public int prefetch() {
        return wakeables.length + lastLength();
    }

    void add(Wakeable wakeable) {
        synchronized (this) {
            List<Wakeable> all = new ArrayList<>(List.of(wakeables));
            if (!all.contains(wakeable)) {
                all.add(wakeable);
                wakeables = all.toArray(Wakeable[]::new);
            }
        }
    }

    void remove(Wakeable wakeable) {
        synchronized (this) {
            List<Wakeable> all = new ArrayList<>(List.of(wakeables));
            all.remove(wakeable);
            wakeables = all.toArray(Wakeable[]::new);
        }
    }
}
