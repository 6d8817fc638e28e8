package dev.polylogue.engine.log;

import dev.polylogue.protocol.conversation.ConversationChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A cursor into everything that concerns one person. One thread uses it and closes it.
 *
 * <p>{@link #take} reads the shared sequence first and each log afterwards, and gives only chunks numbered up to what it
 * read; see {@link GenerationLog} for why nothing is then missed or given twice.
 */
public final class FeedFollower implements AutoCloseable {

    /** Numbers of the shared sequence in one batch, so at most as many chunks and changes. */
    static final long BATCH = 2048;

    private final Feed feed;
    private final String epoch;
    private final AtomicLong sequence;
    private final Runnable onClose;
    private final Wakeable wakeable;
    private final List<LogCursor> cursors = new ArrayList<>();

    /** The feed's logs, all of which had a cursor once. */
    private List<GenerationLog> known = List.of();

    private long taken;
    private boolean startsAnew;

    FeedFollower(
            Feed feed,
            String epoch,
            AtomicLong sequence,
            Optional<FeedPosition> lastSeen,
            Wakeable wakeable,
            Runnable onClose) {
        this.feed = feed;
        this.epoch = epoch;
        this.sequence = sequence;
        this.wakeable = wakeable;
        this.onClose = onClose;
        feed.add(wakeable);
        Optional<Long> number = lastSeen.filter(position -> position.epoch().equals(epoch))
                .map(FeedPosition::number)
                .filter(feed::remembers);
        number.ifPresentOrElse(this::resume, () -> startsAnew = true);
        wakeable.wake(Wake.NOW);
    }

    private void resume(long number) {
        taken = number;
        known = feed.logs();
        for (GenerationLog log : known) {
            cursors.add(new LogCursor(log, log.offsetAfter(number)));
        }
    }

    /**
     * Waits until there is something, or {@code max} is over; says how urgent it is. Chunks, changes and an interrupt
     * wake it.
     */
    public Wake await(Duration max) throws InterruptedException {
        return waiter().await(Wake.SOON, max);
    }

    /** Waits until there is something urgent, or {@code max} is over: the rest of a window. */
    public Wake awaitUrgent(Duration max) throws InterruptedException {
        return waiter().await(Wake.NOW, max);
    }

    private Waiter waiter() {
        if (wakeable instanceof Waiter waiter) {
            return waiter;
        }
        throw new IllegalStateException("this follower never waits: its wakeable is told");
    }

    /**
     * What came since the last call; the first one has the snapshot, unless the follower resumed. One that is far behind
     * gets it in batches of {@link #BATCH}, and is woken for the next at once: a reader that stops reading holds one
     * batch in its hands, not all that it missed.
     */
    public FeedBatch take() {
        wakeable.reset();
        long newest = sequence.get();
        FeedBatch batch = takeUpTo(Math.min(newest, taken + BATCH));
        while (batch.isEmpty() && taken < newest) {
            // All these numbers were of other people.
            batch = takeUpTo(Math.min(newest, taken + BATCH));
        }
        if (taken < newest) {
            wakeable.wake(Wake.NOW);
        }
        return batch;
    }

    private FeedBatch takeUpTo(long upTo) {
        List<ConversationChange> changes = feed.changes(taken, upTo);
        List<FeedChunks> chunks = takeChunks(upTo);
        // Asked last: what was forgotten while the rest was read is missing in it.
        if (startsAnew || !feed.remembers(taken)) {
            return startAnew();
        }
        taken = upTo;
        return new FeedBatch(new FeedPosition(epoch, upTo), Optional.empty(), chunks, changes);
    }

    private List<FeedChunks> takeChunks(long upTo) {
        addNew();
        List<FeedChunks> all = new ArrayList<>();
        boolean isAnyGone = false;
        for (LogCursor cursor : cursors) {
            if (cursor.log.mayHaveNewsSince(taken)) {
                LogSlice slice = cursor.take(upTo);
                if (!slice.chunks().isEmpty()) {
                    all.add(new FeedChunks(cursor.log, slice.offset(), slice.chunks()));
                }
            } else {
                isAnyGone |= cursor.log.isLetGo();
            }
        }
        if (isAnyGone) {
            cursors.removeIf(cursor -> cursor.log.isLetGo() && !cursor.log.mayHaveNewsSince(taken));
        }
        return all;
    }

    @SuppressWarnings("ReferenceEquality") // The feed makes another list whenever its logs change.
    private void addNew() {
        List<GenerationLog> now = feed.logs();
        if (now != known) {
            Set<GenerationLog> old = Set.copyOf(known);
            for (GenerationLog log : now) {
                if (!old.contains(log)) {
                    cursors.add(new LogCursor(log, 0));
                }
            }
            known = now;
        }
    }

    private FeedBatch startAnew() {
        startsAnew = false;
        taken = sequence.get();
        cursors.clear();
        List<FeedGeneration> live = new ArrayList<>();
        known = feed.logs();
        for (GenerationLog log : known) {
            FeedGeneration glance = log.glance();
            cursors.add(new LogCursor(log, glance.offset()));
            if (!log.isEnded()) {
                live.add(glance);
            }
        }
        var snapshot = new FeedSnapshot(List.copyOf(live));
        return new FeedBatch(new FeedPosition(epoch, taken), Optional.of(snapshot), List.of(), List.of());
    }

    @Override
    public void close() {
        feed.remove(wakeable);
        onClose.run();
    }

    /** Where this follower stands in one log. */
    private static final class LogCursor {
        private final GenerationLog log;
        private long offset;

        LogCursor(GenerationLog log, long offset) {
            this.log = log;
            this.offset = offset;
        }

        LogSlice take(long upTo) {
            LogSlice slice = log.readUpTo(offset, upTo);
            offset = slice.nextOffset();
            return slice;
        }
    }
}
