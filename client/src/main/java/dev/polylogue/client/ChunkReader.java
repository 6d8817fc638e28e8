package dev.polylogue.client;

import dev.polylogue.client.SseParser.Event;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.GenerationId;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The chunks of one generation in their order, each once, over as many connections as it takes.
 *
 * <p>Chunks are numbered without a gap, and that number is all that has to be known to go on: a new connection asks for
 * {@link #offset()}, a number below it is a repeat and dropped, one above it means that the line cannot be trusted and is
 * taken up again. A line is lost when it ends before the last chunk, breaks, or says nothing for longer than the server
 * ever is silent. Every whole event, a comment too, proves that the way is open and ends the count of failed tries.
 *
 * <p>One thread reads, any may close. Closing has to wake the reader wherever it waits: for the response (the future is
 * cancelled), for bytes (the body is closed), or for its next try (the latch). {@code hangUp} is whichever of the first
 * two holds; it is set before {@code closed} is looked at and run after {@code closed} is set, so that none is missed.
 *
 * <p>A connection for each generation, and not the one event connection of browsers, because here nobody counts
 * connections, and a reader that takes its time holds back only itself: over one connection it would hold back all
 * others, or what they have missed would have to be kept without a bound.
 */
final class ChunkReader {

    private static final String DONE = "[DONE]";
    private static final Set<ErrorCode> NOTHING_THERE = Set.of(ErrorCode.LOG_GONE, ErrorCode.NOT_FOUND);

    private final Http http;
    private final GenerationId id;
    private final Reconnecting reconnecting;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Runnable hangUp = () -> {};
    private @Nullable ChunkLine line;
    private boolean isOver;
    private long offset;

    ChunkReader(Http http, GenerationId id, long offset, Reconnecting reconnecting) {
        this.http = http;
        this.id = id;
        this.offset = offset;
        this.reconnecting = reconnecting;
    }

    /** The number of the next chunk. */
    long offset() {
        return offset;
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Ends the reading, wherever it is. */
    void close() {
        closed.countDown();
        hangUp.run();
    }

    /**
     * The next chunk. Null when none comes any more: after the last one, where the server keeps the chunks no longer, and
     * where this was closed. {@link UnavailableException} when the tries are used up.
     */
    @Nullable Chunk next() throws InterruptedException {
        int failed = 0;
        while (!isOver && !isClosed()) {
            try {
                Event event = line().next();
                failed = 0;
                Chunk chunk = chunk(event);
                if (chunk != null) {
                    return chunk;
                }
            } catch (IOException cut) {
                lost(++failed, new UnavailableException("The stream was lost: " + cut.getMessage(), cut));
            } catch (UnavailableException notNow) {
                lost(++failed, notNow);
            } catch (RefusedException refused) {
                isOver = refused.code().filter(NOTHING_THERE::contains).isPresent();
                if (!isOver) {
                    throw refused;
                }
            }
        }
        return null;
    }

    private ChunkLine line() throws IOException, InterruptedException {
        ChunkLine open = line;
        if (open == null) {
            open = open();
            line = open;
        }
        return open;
    }

    private ChunkLine open() throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<PulledBody>> opening = http.chunks(id, offset);
        hangUpBy(() -> opening.cancel(true));
        try {
            HttpResponse<PulledBody> response = opening.get(http.timeout().toNanos(), TimeUnit.NANOSECONDS);
            hangUpBy(response.body()::close);
            return ChunkLine.of(response, reconnecting.silence());
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } catch (TimeoutException | CancellationException given) {
            opening.cancel(true);
            throw new IOException(given);
        } catch (InterruptedException interrupted) {
            opening.cancel(true);
            throw interrupted;
        }
    }

    private void hangUpBy(Runnable way) {
        hangUp = way;
        if (isClosed()) {
            way.run();
        }
    }

    private void lost(int failed, UnavailableException why) throws InterruptedException {
        hangUp.run();
        line = null;
        if (http.isClosed()) {
            closed.countDown();
        }
        if (isClosed()) {
            return;
        }
        if (failed > reconnecting.pace().tries()) {
            throw why;
        }
        Duration pause = reconnecting.pace().pause(failed, reconnecting.random());
        Duration asked = why.retryAfter().orElse(Duration.ZERO);
        Duration longer = asked.compareTo(pause) > 0 ? asked : pause;
        closed.await(longer.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What an event brings; null for nothing that is new, or known to this version. */
    private @Nullable Chunk chunk(Event event) throws IOException {
        if (event.data() == null) {
            return null;
        }
        if (event.data().equals(DONE)) {
            end();
            return null;
        }
        long number = number(event);
        if (number < offset) {
            return null;
        }
        if (number > offset) {
            throw new IOException("chunk " + offset + " is missing before " + number);
        }
        Chunk chunk = decode(event.data());
        offset++;
        if (chunk instanceof Chunk.Terminal) {
            end();
        }
        return chunk;
    }

    private void end() {
        isOver = true;
        hangUp = () -> {};
        if (line != null) {
            line.leave();
        }
    }

    private static long number(Event event) {
        try {
            return Long.parseLong(String.valueOf(event.id()));
        } catch (NumberFormatException notOurs) {
            throw new UnreadableException("A chunk came without its number.", notOurs);
        }
    }

    private static @Nullable Chunk decode(String json) {
        try {
            return ChunkCodec.decodeKnown(json.getBytes(StandardCharsets.UTF_8)).orElse(null);
        } catch (JacksonException notOurs) {
            throw new UnreadableException("A chunk cannot be read.", notOurs);
        }
    }
}
