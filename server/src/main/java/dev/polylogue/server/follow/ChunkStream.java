package dev.polylogue.server.follow;

import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.log.LogFollower;
import dev.polylogue.engine.log.LogSlice;
import dev.polylogue.engine.log.Wake;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.message.GenerationPhase;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The chunks of one generation, to one client; each is written as it comes. */
final class ChunkStream extends OpenStream {

    private static final byte[] STATUS = "{\"type\":\"data-status\"".getBytes(StandardCharsets.UTF_8);

    private final LogFollower follower;
    private final Runnable whenHungUp;
    private final boolean endsAtQuestions;

    /**
     * Begins to follow.
     *
     * @param endsAtQuestions whether the stream ends where a person is waited for, and not only with the generation
     * @param whenHungUp called once, should the client go before the end; must not block
     */
    ChunkStream(
            Time time,
            StreamWriter writer,
            Seat seat,
            GenerationLog log,
            long offset,
            boolean endsAtQuestions,
            Runnable whenHungUp) {
        super(time, writer, seat);
        this.whenHungUp = whenHungUp;
        this.endsAtQuestions = endsAtQuestions;
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
        boolean isEnd = slice.isEnd() || (endsAtQuestions && !slice.hasMore() && isWaiting(slice));
        if (isEnd) {
            frames.done();
        }
        return !isEnd;
    }

    /** Whether the newest status among these chunks is that a person is waited for. */
    private static boolean isWaiting(LogSlice slice) {
        for (byte[] chunk : slice.chunks().reversed()) {
            if (chunk.length > STATUS.length && Arrays.mismatch(chunk, STATUS) == STATUS.length) {
                return ChunkCodec.decode(chunk) instanceof Chunk.Status status
                        && status.data().state() == GenerationPhase.AWAITING_INPUT;
            }
        }
        return false;
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
