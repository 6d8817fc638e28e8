package dev.polylogue.client;

import dev.polylogue.client.SseParser.Event;
import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One connection that carries the chunks of a generation. One thread reads; the body may be closed by any. */
final class ChunkLine {

    private static final int OK = 200;

    private final PulledBody body;
    private final Duration silence;
    private final SseParser parser = new SseParser();

    private ChunkLine(PulledBody body, Duration silence) {
        this.body = body;
        this.silence = silence;
    }

    /** The stream in a response; throws what a refusal is. */
    static ChunkLine of(HttpResponse<PulledBody> response, Duration silence) throws IOException, InterruptedException {
        if (response.statusCode() == OK) {
            return new ChunkLine(response.body(), silence);
        }
        throw Problem.read(response.statusCode(), response.headers(), all(response.body(), silence));
    }

    private static byte[] all(PulledBody body, Duration silence) throws IOException, InterruptedException {
        List<ByteBuffer> buffers = new ArrayList<>();
        try {
            while (true) {
                buffers.addAll(body.take(silence));
            }
        } catch (EOFException end) {
            ByteBuffer joined = ByteBuffer.allocate(
                    buffers.stream().mapToInt(ByteBuffer::remaining).sum());
            buffers.forEach(joined::put);
            return joined.array();
        }
    }

    /** The next event, a comment too; {@link IOException} where the line ends, is cut, or says nothing for too long. */
    Event next() throws IOException, InterruptedException {
        for (Event event = parser.next(); ; event = parser.next()) {
            if (event != null) {
                return event;
            }
            body.take(silence).forEach(parser::feed);
        }
    }

    /** The end was read: the connection is given back. */
    void leave() {
        body.leave();
    }
}
