package dev.polylogue.server.follow;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.FeedPosition;
import dev.polylogue.engine.log.LiveLogs;
import dev.polylogue.engine.time.Time;
import dev.polylogue.server.leaving.Presence;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens the event connections of browsers. Any thread may use it. */
@Component
final class EventStreams {

    private final LiveLogs logs;
    private final Time time;
    private final OpenStreams streams;
    private final StreamWriter writer;
    private final Presence presence;

    EventStreams(LiveLogs logs, Time time, OpenStreams streams, StreamWriters writers, Presence presence) {
        this.logs = logs;
        this.time = time;
        this.streams = streams;
        this.writer = writers.inWindows();
        this.presence = presence;
    }

    /** Streams everything of a person from where they stood; returns once the answer's head is sent. */
    void open(
            UserId user,
            @Nullable String browser,
            Optional<FeedPosition> lastSeen,
            HttpServletRequest request,
            HttpServletResponse response) {
        OpenStream.Seat seat = streams.take(user);
        Presence.Connection connection = presence.arrived(user, browser);
        OpenStream.Seat both = () -> {
            connection.close();
            seat.close();
        };
        TomcatWire.open(request, response, new EventStream(time, writer, both, logs, user, lastSeen));
    }
}
