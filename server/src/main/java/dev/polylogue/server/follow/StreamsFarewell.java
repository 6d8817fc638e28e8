package dev.polylogue.server.follow;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Ends the open streams before the container waits for requests to end: it would wait its whole time for them, since
 * they never end by themselves.
 */
@Component
final class StreamsFarewell implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsFarewell.class);
    private static final Duration MAX_WAIT = Duration.ofSeconds(1);

    private final OpenStreams streams;
    private final StreamWriters writers;
    private volatile boolean isRunning;

    StreamsFarewell(OpenStreams streams, StreamWriters writers) {
        this.streams = streams;
        this.writers = writers;
    }

    @Override
    public void start() {
        isRunning = true;
    }

    @Override
    public void stop() {
        isRunning = false;
        try {
            streams.refuseNew();
            writers.endAll();
            streams.awaitNone(MAX_WAIT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            LOG.debug("did not wait for the streams to end", interrupted);
        }
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    /** After the engine, so that the ends of the answers are told first; long before the web server. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
