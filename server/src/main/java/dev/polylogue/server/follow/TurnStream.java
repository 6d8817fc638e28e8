package dev.polylogue.server.follow;

import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.log.Wake;
import dev.polylogue.engine.time.Time;

/** One {@link Turn}, to one client; each chunk is written as it comes. */
final class TurnStream extends OpenStream {

    private final Turn turn;
    private final Runnable whenHungUp;

    /**
     * Begins to follow.
     *
     * @param whenHungUp called once, should the client go before the end; must not block
     */
    TurnStream(
            Time time,
            StreamWriter writer,
            Seat seat,
            GenerationLog log,
            TurnStart start,
            ChunkSet set,
            Runnable whenHungUp) {
        super(time, writer, seat);
        this.whenHungUp = whenHungUp;
        this.turn = new Turn(log, start, set, this);
        wake(Wake.NOW);
    }

    @Override
    public void wake(Wake wake) {
        super.wake(Wake.NOW);
    }

    @Override
    boolean fill(Frames frames) {
        boolean goesOn = turn.next(frames::data);
        if (!goesOn) {
            frames.done();
        }
        return goesOn;
    }

    @Override
    void farewell(Frames frames) {
        // The client sees that the stream breaks off, and can resume it.
    }

    @Override
    void ended(boolean wasComplete) {
        turn.close();
        if (!wasComplete) {
            whenHungUp.run();
        }
    }
}
