package dev.polylogue.engine.log;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.conversation.ConversationChange;
import dev.polylogue.protocol.id.GenerationId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All live logs, by person. Any thread may use it.
 *
 * <p>Bounds: a log is let go {@link #RETENTION} after its end; a person's feed when they have neither logs nor
 * followers.
 */
public final class LiveLogs {

    /** How long an ended log can still be followed; after that the stored message is the only copy. */
    public static final Duration RETENTION = Duration.ofSeconds(60);

    private final Time time;
    private final String epoch;
    private final AtomicLong sequence = new AtomicLong();
    private final Map<UserId, Feed> feeds = new ConcurrentHashMap<>();
    private final Map<GenerationId, GenerationLog> logs = new ConcurrentHashMap<>();

    /**
     * Makes an empty set of logs.
     *
     * @param epoch lower-case hexadecimal, up to 32 digits, another one for each process
     */
    public LiveLogs(Time time, String epoch) {
        this.time = time;
        this.epoch = epoch;
    }

    /** A new, empty log, visible to its owner's followers at once. */
    public GenerationLog open(LogIdentity identity) {
        var log = new GenerationLog(identity, sequence);
        logs.put(identity.generationId(), log);
        feeds.compute(identity.owner(), (_, feed) -> {
            Feed owners = feed == null ? new Feed(sequence) : feed;
            owners.add(log);
            return owners;
        });
        return log;
    }

    /** To be called after a log's last chunk: starts the time after which it is let go. */
    public void release(GenerationLog log) {
        time.schedule(RETENTION, () -> letGo(log));
    }

    private void letGo(GenerationLog log) {
        logs.remove(log.identity().generationId(), log);
        feeds.computeIfPresent(log.identity().owner(), (_, feed) -> {
            feed.letGo(log);
            return feed.isIdle() ? null : feed;
        });
    }

    /** The log of that generation, if it is still here and the owner's. */
    public Optional<GenerationLog> find(UserId owner, GenerationId id) {
        return Optional.ofNullable(logs.get(id))
                .filter(log -> log.identity().owner().equals(owner));
    }

    /**
     * Follows everything that concerns a person. The caller closes it.
     *
     * @param lastSeen where the follower stood before; if that is too old or another process's, it starts anew
     */
    public FeedFollower follow(UserId owner, Optional<FeedPosition> lastSeen) {
        return follow(owner, lastSeen, new Waiter());
    }

    /** As {@link #follow(UserId, Optional)}, for a follower that never waits: {@code wakeable} is told instead. */
    public FeedFollower follow(UserId owner, Optional<FeedPosition> lastSeen, Wakeable wakeable) {
        var made = new FeedFollower[1];
        feeds.compute(owner, (_, feed) -> {
            Feed owners = feed == null ? new Feed(sequence) : feed;
            made[0] = new FeedFollower(owners, epoch, sequence, lastSeen, wakeable, () -> dropIfIdle(owner));
            return owners;
        });
        return made[0];
    }

    private void dropIfIdle(UserId owner) {
        feeds.computeIfPresent(owner, (_, feed) -> feed.isIdle() ? null : feed);
    }

    /** A moment, for {@link #publish}; later than all that were given before. */
    public long moment() {
        return sequence.incrementAndGet();
    }

    /**
     * Tells the owner's followers that something about a conversation changed. With nobody there the sequence moves on
     * all the same, so that whoever resumes below it is given a snapshot.
     *
     * @param asOf a {@link #moment} from before the conversation was looked up, and after what was changed in it. Of two
     *     that look and tell at once the later look wins: the other would show what is no longer so
     */
    public void publish(UserId owner, long asOf, ConversationChange change) {
        feeds.compute(owner, (_, feed) -> {
            if (feed == null) {
                sequence.incrementAndGet();
            } else {
                feed.publish(asOf, change);
            }
            return feed;
        });
    }
}
