package dev.polylogue.server.follow;

import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.log.Wake;
import dev.polylogue.engine.log.Wakeable;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.id.GenerationId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/**
 * Any number of turns, to one client, over one WebSocket; the messages are those of {@link ChatSockets}.
 *
 * <p>Each turn is a cursor of its own. A write takes from those that have something new, a slice from each in turn, until
 * {@link #BATCH} is full; so a long one keeps no other waiting, and a client that takes nothing costs one batch. What is
 * said beside the turns is bounded by what the client asked: more than {@link #MAX_WORDS} of it untaken, and it is cut.
 *
 * <p>{@link #follow}, {@link #say} and {@link #leave} may be called by any thread; the rest is the writer's.
 */
final class SocketStream extends OpenStream {

    static final int BATCH = 256 * 1024;
    static final int MAX_WORDS = 1_000;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Of a request that nobody made, which {@code ai} 7.0.173 passes over. A ping would block the writer. */
    private static final byte[] ALIVE = "{\"type\":\"alive\",\"requestId\":\"\"}".getBytes(StandardCharsets.UTF_8);

    private static final byte[] CHUNK = ",\"chunk\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE = {'}'};

    private final Map<String, Followed> followed = new ConcurrentHashMap<>();
    private final Queue<Followed> inTurn = new ConcurrentLinkedQueue<>();
    private final Queue<byte[]> words = new ConcurrentLinkedQueue<>();
    private final AtomicInteger wordCount = new AtomicInteger();
    private volatile boolean hasEnded;

    SocketStream(Time time, StreamWriter writer, Seat seat) {
        super(time, writer, seat);
    }

    /** Streams a turn from now on, as the answer to that request. */
    void follow(String requestId, GenerationId id, GenerationLog log, TurnStart start) {
        var one = new Followed(requestId, id, log, start);
        followed.put(requestId, one);
        inTurn.add(one);
        if (hasEnded) {
            leave(requestId);
        }
        wake(Wake.NOW);
    }

    /** Says nothing more of that request; gives what was streamed for it, if something was. */
    Optional<GenerationId> leave(String requestId) {
        Followed one = followed.remove(requestId);
        if (one == null) {
            return Optional.empty();
        }
        one.turn.close();
        return Optional.of(one.generation);
    }

    boolean isFollowing(String requestId) {
        return followed.containsKey(requestId);
    }

    int following() {
        return followed.size();
    }

    /** Has a message written. */
    void say(Object message) {
        if (wordCount.incrementAndGet() > MAX_WORDS) {
            hungUp();
            return;
        }
        words.add(MAPPER.writeValueAsBytes(message));
        wake(Wake.NOW);
    }

    @Override
    boolean fill(Frames frames) {
        reset();
        for (byte[] word = words.poll(); word != null; word = words.poll()) {
            wordCount.decrementAndGet();
            frames.message(word);
        }
        int left = inTurn.size();
        while (left > 0 && frames.size() < BATCH) {
            left--;
            Followed one = inTurn.remove();
            if (followed.get(one.requestId) == one) {
                fill(one, frames);
            }
        }
        if (left > 0) {
            wake(Wake.NOW);
        }
        return true;
    }

    private void fill(Followed one, Frames frames) {
        if (one.fill(frames)) {
            inTurn.add(one);
        } else if (followed.remove(one.requestId, one)) {
            one.turn.close();
        }
    }

    @Override
    void showLife(Frames frames) {
        frames.message(ALIVE);
    }

    @Override
    void farewell(Frames frames) {
        // The connection's end tells all; a client resumes what it had begun.
    }

    @Override
    void ended(boolean wasComplete) {
        hasEnded = true;
        followed.keySet().forEach(this::leave);
    }

    /** One turn, and how its messages begin. */
    private final class Followed implements Wakeable {

        private final String requestId;
        private final GenerationId generation;
        private final byte[] chunkHead;
        private final byte[] end;
        private final Turn turn;
        private long sequence;
        private volatile boolean hasNews = true;

        Followed(String requestId, GenerationId generation, GenerationLog log, TurnStart start) {
            this.requestId = requestId;
            this.generation = generation;
            String quoted = MAPPER.writeValueAsString(requestId);
            this.chunkHead =
                    ("{\"type\":\"chunk\",\"requestId\":" + quoted + ",\"sequence\":").getBytes(StandardCharsets.UTF_8);
            this.end = ("{\"type\":\"end\",\"requestId\":" + quoted + "}").getBytes(StandardCharsets.UTF_8);
            this.sequence = start.skipped();
            this.turn = new Turn(log, start, ChunkSet.V7, this);
        }

        @Override
        public void wake(Wake wake) {
            hasNews = true;
            SocketStream.this.wake(wake);
        }

        @Override
        public boolean isPatient() {
            return true;
        }

        @Override
        public void reset() {
            // The connection's urgency is reset once for all of its turns.
        }

        boolean fill(Frames frames) {
            if (!hasNews) {
                return true;
            }
            hasNews = false;
            boolean goesOn = turn.next(chunk -> frames.message(chunkHead, number(), CHUNK, chunk, CLOSE));
            if (!goesOn) {
                frames.message(end);
            }
            return goesOn;
        }

        private byte[] number() {
            return Long.toString(sequence++).getBytes(StandardCharsets.US_ASCII);
        }
    }
}
