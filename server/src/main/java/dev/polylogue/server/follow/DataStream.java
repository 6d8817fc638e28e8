package dev.polylogue.server.follow;

import dev.polylogue.engine.log.Wake;
import dev.polylogue.engine.time.Time;

/** What a {@link DataSource} tells, to one client; each event is written as it comes. */
final class DataStream extends OpenStream {

    private final DataSource source;

    DataStream(Time time, StreamWriter writer, Seat seat, DataSource source) {
        super(time, writer, seat);
        this.source = source;
        source.start(() -> wake(Wake.NOW));
        wake(Wake.NOW);
    }

    @Override
    boolean fill(Frames frames) {
        // First, so that what comes while it is taken wakes again.
        reset();
        return source.take(frames::data);
    }

    @Override
    void farewell(Frames frames) {
        // The client sees that the stream breaks off.
    }

    @Override
    void ended(boolean wasComplete) {
        source.ended();
    }
}
