package dev.polylogue.server.follow;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.FeedBatch;
import dev.polylogue.engine.log.FeedFollower;
import dev.polylogue.engine.log.FeedPosition;
import dev.polylogue.engine.log.LiveLogs;
import dev.polylogue.engine.time.Time;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that concerns a person, to one browser; written in windows by the {@link StreamWriter}. */
final class EventStream extends OpenStream {

    private final FeedFollower follower;
    private @Nullable FeedPosition stand;

    EventStream(
            Time time, StreamWriter writer, Seat seat, LiveLogs logs, UserId user, Optional<FeedPosition> lastSeen) {
        super(time, writer, seat);
        this.stand = lastSeen.orElse(null);
        this.follower = logs.follow(user, lastSeen, this);
    }

    @Override
    public boolean isPatient() {
        return true;
    }

    @Override
    boolean fill(Frames frames) {
        put(follower.take(), frames);
        return true;
    }

    @Override
    void farewell(Frames frames) {
        for (FeedBatch last = follower.take(); !last.isEmpty(); last = follower.take()) {
            put(last, frames);
        }
        frames.reconnect(stand);
    }

    private void put(FeedBatch batch, Frames frames) {
        if (!batch.isEmpty()) {
            frames.batch(batch, stand);
            stand = batch.position();
        }
    }

    @Override
    void ended(boolean wasComplete) {
        follower.close();
    }
}
