package dev.polylogue.server.follow;

import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.log.LogFollower;
import dev.polylogue.engine.log.LogSlice;
import dev.polylogue.engine.log.Wake;
import dev.polylogue.engine.time.Time;

/** The chunks of one generation, to one client; each is written as it comes. */
final class ChunkStream extends OpenStream {

    private final LogFollower follower;
    private final Runnable whenHungUp;

    /**
     * Begins to follow.
     *
     * @param whenHungUp called once, should the client go before the end; must not block
     */
    ChunkStream(Time time, StreamWriter writer, Seat seat, GenerationLog log, long offset, Runnable whenHungUp) {
        super(time, writer, seat);
        this.whenHungUp = whenHungUp;
        this.follower = log.follow(offset, this);
        wake(Wake.NOW);
    }

    @Override
    public void wake(Wake wake) {
        super.wake(Wake.NOW);
    }

    @Override
    boolean fill(Frames frames) {
        LogSlice slice = follower.take();
        frames.slice(slice);
        if (slice.isEnd()) {
            frames.done();
        }
        return !slice.isEnd();
    }

    @Override
    void farewell(Frames frames) {
        // The client sees that the stream breaks off, and comes back with the last offset that it has.
    }

    @Override
    void ended(boolean wasComplete) {
        follower.close();
        if (!wasComplete) {
            whenHungUp.run();
        }
    }
}
