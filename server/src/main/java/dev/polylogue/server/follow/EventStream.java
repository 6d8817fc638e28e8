package dev.polylogue.server.follow;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.FeedBatch;
import dev.polylogue.engine.log.FeedFollower;
import dev.polylogue.engine.log.FeedPosition;
import dev.polylogue.engine.log.LiveLogs;
import dev.polylogue.engine.log.Wake;
import dev.polylogue.engine.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes everything that concerns a person to one connection, in windows.
 *
 * <p>What a write costs is the wake-up, not the bytes: a write per token of each of a hundred conversations would cost
 * several times what one write per {@link #WINDOW} with all of them does. A window begins with a write. What comes within
 * it waits for its end, unless it is urgent (a first token, an end, a change of the list); what comes after a pause goes
 * out at once, since the last window is long over.
 */
@Component
final class EventStream {

    static final Duration WINDOW = Duration.ofMillis(16);

    private final LiveLogs logs;
    private final Time time;
    private final OpenStreams streams;

    EventStream(LiveLogs logs, Time time, OpenStreams streams) {
        this.logs = logs;
        this.time = time;
        this.streams = streams;
    }

    /** Writes until the client is gone ({@link IOException} or return), or the server goes away. */
    void serve(UserId user, Optional<FeedPosition> lastSeen, Wire wire) throws IOException, InterruptedException {
        try (FeedFollower follower = logs.follow(user, lastSeen)) {
            FeedPosition stand = lastSeen.orElse(null);
            var heartbeat = new Heartbeat(time);
            var frames = new Frames();
            long windowEnd = time.nanoTime();
            while (!streams.isClosing()) {
                if (isWorthALook(follower, windowEnd)) {
                    stand = put(follower.take(), stand, frames);
                    windowEnd = time.nanoTime() + WINDOW.toNanos();
                }
                if (heartbeat.isLookDue() && wire.isGone()) {
                    return;
                }
                if (heartbeat.isCommentDue()) {
                    frames.comment();
                }
                if (!frames.isEmpty()) {
                    wire.send(frames.take());
                }
            }
            for (FeedBatch last = follower.take(); !last.isEmpty(); last = follower.take()) {
                stand = put(last, stand, frames);
            }
            wire.send(frames.reconnect(stand).take());
        }
    }

    private boolean isWorthALook(FeedFollower follower, long windowEnd) throws InterruptedException {
        Wake wake = follower.await(Heartbeat.LOOK_EVERY);
        return switch (wake) {
            case NOTHING -> false;
            case NOW -> true;
            case SOON -> {
                long rest = windowEnd - time.nanoTime();
                if (rest > 0) {
                    follower.awaitUrgent(Duration.ofNanos(rest));
                }
                yield true;
            }
        };
    }

    private static @Nullable FeedPosition put(FeedBatch batch, @Nullable FeedPosition stand, Frames frames) {
        if (batch.isEmpty()) {
            return stand;
        }
        frames.batch(batch, stand);
        return batch.position();
    }
}
