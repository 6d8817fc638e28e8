package dev.polylogue.server.follow;

import dev.polylogue.engine.time.Time;
import org.springframework.stereotype.Component;

/** The two threads that write streams. Each stream is written by one of them only. */
@Component
final class StreamWriters implements AutoCloseable {

    private final StreamWriter inWindows;
    private final StreamWriter atOnce;

    StreamWriters(Time time, UpstreamLoop loop) {
        var windows = new WindowWriter(time);
        loop.aroundWindows().accept(windows::beginTurn, windows::endTurn);
        inWindows = windows;
        atOnce = new LoopWriter(time, loop);
    }

    /** For streams that have many answers. */
    StreamWriter inWindows() {
        return inWindows;
    }

    /** For streams that have one answer. */
    StreamWriter atOnce() {
        return atOnce;
    }

    /** Has all streams say farewell and end; returns at once. */
    void endAll() {
        inWindows.endAll();
        atOnce.endAll();
    }

    @Override
    public void close() {
        inWindows.close();
        atOnce.close();
    }
}
