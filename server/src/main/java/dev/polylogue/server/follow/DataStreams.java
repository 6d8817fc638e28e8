package dev.polylogue.server.follow;

import dev.polylogue.engine.time.Time;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;

/** Streams what others tell as server-sent events. Any thread may use it. */
@Component
public final class DataStreams {

    private final Time time;
    private final OpenStreams streams;
    private final StreamWriter writer;

    DataStreams(Time time, OpenStreams streams, StreamWriters writers) {
        this.time = time;
        this.streams = streams;
        this.writer = writers.atOnce();
    }

    /** Starts the source and streams it; returns once the answer's head is sent. */
    public void serve(DataSource source, HttpServletRequest request, HttpServletResponse response) {
        TomcatWire.open(request, response, new DataStream(time, writer, streams.take(), source));
    }

    /** Whether the client of a request whose body is read has hung up; for the request's own thread. */
    public boolean hasLeft(HttpServletRequest request) {
        return HandOverValve.hasLeft(request);
    }
}
