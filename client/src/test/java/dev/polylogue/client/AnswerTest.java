package dev.polylogue.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.polylogue.client.WireServer.Reply;
import dev.polylogue.client.WireServer.Request;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.StopCause;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class AnswerTest {

    private static final List<Chunk> CHUNKS = Wire.chunks();

    /** Bytes of the head of a reply and of its first few events, of which the first is the longest. */
    private static final int SOME = Reply.events("").bytes().length() + 500;

    private final WireServer server = new WireServer(_ -> Wire.accepted());
    private final Polylogue client = Wire.client(server)
            .silence(Duration.ofDays(1))
            .requestTimeout(Duration.ofDays(1))
            .connect();

    @AfterEach
    void close() throws IOException {
        // The server first: a client that is closed stops what streams, and here nobody would answer.
        server.close();
        try {
            client.close();
        } catch (UnavailableException gone) {
            assertThat(gone.code()).isEmpty();
        }
    }

    private Answer send(Function<Request, Reply> chunks) {
        server.answers(request -> Wire.isChunks(request) ? chunks.apply(request) : Wire.accepted());
        return client.send(Wire.CONVERSATION, "Hello");
    }

    private static Reply from(Request request) {
        return Reply.events(Wire.stream(CHUNKS, Wire.offset(request)));
    }

    private static List<Chunk> read(Answer answer) {
        List<Chunk> chunks = new ArrayList<>();
        answer.forEach(chunks::add);
        return chunks;
    }

    @Test
    void chunksComeInTheirOrderAndThenTheEnd() {
        try (Answer answer = send(AnswerTest::from)) {
            assertThat(client.streaming()).containsExactly(Wire.CONVERSATION);
            assertThat(read(answer)).isEqualTo(CHUNKS);
            assertThat(answer.end()).isEqualTo(new AnswerEnd.Completed(FinishReason.STOP));
            assertThat(answer.text()).isEqualTo(Wire.TEXT);
            assertThat(answer.offset()).isEqualTo(CHUNKS.size());
            assertThat(client.streaming()).isEmpty();
        }
    }

    @Test
    void aCutAtAnyByteCostsNoChunkAndDoublesNone() {
        int length = Reply.events(Wire.stream(CHUNKS, 0)).bytes().length();
        for (int cut = 0; cut < length; cut++) {
            int first = cut;
            var connections = new AtomicInteger();
            try (Answer answer = send(request ->
                    connections.getAndIncrement() == 0 ? from(request).cut(first) : from(request))) {
                assertThat(read(answer)).as("cut after %d bytes", cut).isEqualTo(CHUNKS);
            }
        }
    }

    @Test
    void anyNumberOfCutsIsSurvivedAsLongAsSomethingComes() {
        try (Answer answer = send(request -> from(request).cut(SOME))) {
            assertThat(read(answer)).isEqualTo(CHUNKS);
        }
    }

    @Test
    void repeatsAreDroppedAndAGapIsAskedForAgain() {
        var connections = new AtomicInteger();
        String withGap = Wire.stream(CHUNKS, 0).replace(": alive\n\n", "").replaceFirst("id: 3\n.*\n\n", "");
        try (Answer answer =
                send(_ -> Reply.events(connections.getAndIncrement() == 0 ? withGap : Wire.stream(CHUNKS, 0)))) {
            assertThat(read(answer)).isEqualTo(CHUNKS);
            assertThat(connections).hasValue(2);
        }
    }

    @Test
    void aKindOfChunkThatIsNotKnownIsPassedOverAndCounted() {
        String news = Wire.event(1, "{\"type\":\"data-moonshine\",\"data\":{}}");
        String stream = Wire.event(0, "{\"type\":\"text-start\",\"id\":\"t0\"}")
                + news
                + Wire.event(2, "{\"type\":\"finish\",\"finishReason\":\"stop\",\"more\":1}");
        try (Answer answer = send(_ -> Reply.events(stream))) {
            assertThat(read(answer)).containsExactly(new Chunk.TextStart("t0"), new Chunk.Finish(FinishReason.STOP));
            assertThat(answer.offset()).isEqualTo(3);
        }
    }

    @Test
    void aLineThatSaysNothingIsLost() throws IOException {
        var connections = new AtomicInteger();
        try (WireServer silent = new WireServer(request -> {
                    if (!Wire.isChunks(request)) {
                        return Wire.accepted();
                    }
                    return connections.getAndIncrement() == 0
                            ? from(request).cut(300).held()
                            : from(request);
                });
                Polylogue impatient =
                        Wire.client(silent).silence(Duration.ofMillis(50)).connect()) {
            assertThat(impatient.ask("Hello", "a/b").text()).isEqualTo(Wire.TEXT);
            assertThat(connections).hasValue(2);
        }
    }

    @Test
    void whenNothingComesTheTriesAreUsedUpAndTheRestCanBeHadLater() {
        Answer answer =
                send(request -> Wire.offset(request) == 0 ? from(request).cut(SOME) : Reply.events(""));
        List<Chunk> first = new ArrayList<>();

        assertThatThrownBy(() -> answer.forEach(first::add)).isInstanceOf(UnavailableException.class);

        long tries = server.requests().stream().filter(Wire::isChunks).count();
        assertThat(tries).isEqualTo(1 + Wire.AT_ONCE.tries());
        assertThat(answer.offset()).isEqualTo(first.size()).isPositive();
        assertThat(client.streaming()).isEmpty();
        assertThat(answer.end()).isEqualTo(new AnswerEnd.Left());
        server.answers(request -> Wire.isChunks(request) ? from(request) : active());
        try (Answer rest = client.follow(Wire.GENERATION, answer.offset())) {
            first.addAll(read(rest));
        }
        assertThat(first).isEqualTo(CHUNKS);
    }

    private static Reply active() {
        return Reply.json(
                200,
                "[{\"id\":\"" + Wire.GENERATION + "\",\"conversationId\":\"" + Wire.CONVERSATION
                        + "\",\"messageId\":\"" + Wire.MESSAGE + "\",\"state\":\"running\",\"step\":1,"
                        + "\"startedAt\":\"2026-11-22T08:00:00Z\",\"offset\":4,\"model\":\"a/b\"}]");
    }

    @Test
    void aRefusalThatPassesIsWaitedForAndOneThatDoesNotIsThrown() {
        var connections = new AtomicInteger();
        try (Answer answer = send(request -> connections.getAndIncrement() == 0
                ? Wire.problem(503, "shutting-down").with("Retry-After: 0")
                : from(request))) {
            assertThat(answer.text()).isEqualTo(Wire.TEXT);
        }
        Answer refused = send(_ -> Wire.problem(401, "unauthorized"));
        var failure = catchThrowableOfType(RefusedException.class, refused::text);
        assertThat(failure.code()).contains(ErrorCode.UNAUTHORIZED);
        assertThat(client.streaming()).isEmpty();
    }

    @Test
    void whereTheChunksAreGoneTheStoredMessageSaysTheEnd() {
        Answer answer = send(_ -> Wire.problem(410, "log-gone"));
        server.answers(request ->
                Wire.isChunks(request) ? Wire.problem(410, "log-gone") : Wire.stored("interrupted", "Half of"));

        assertThat(read(answer)).isEmpty();
        assertThat(answer.end()).isEqualTo(new AnswerEnd.Interrupted());
        assertThat(answer.message().status()).isEqualTo(MessageStatus.INTERRUPTED);
        var failure = catchThrowableOfType(IncompleteAnswerException.class, answer::text);
        assertThat(failure.text()).isEqualTo("Half of");
        assertThat(failure.end()).isEqualTo(answer.end());
    }

    @Test
    void anAnswerWhoseBeginningWasNotReadHereHasItsWholeTextAllTheSame() {
        server.answers(request -> {
            if (Wire.isChunks(request)) {
                return from(request);
            }
            return request.path().endsWith("/generations") ? active() : Wire.stored("complete", "All of it");
        });
        try (Answer answer = client.follow(Wire.GENERATION, 5)) {
            assertThat(answer.text()).isEqualTo("All of it");
            assertThat(answer.userMessageId()).isEmpty();
        }
    }

    @Test
    void whatIsDeletedMeanwhileWasStopped() {
        Answer answer = send(_ -> Wire.problem(404, "not-found"));
        server.answers(_ -> Wire.problem(404, "not-found"));

        assertThat(answer.end()).isEqualTo(new AnswerEnd.Stopped(StopCause.CONVERSATION_DELETED));
        assertThatThrownBy(answer::message).isInstanceOf(RefusedException.class);
    }

    @Test
    void whatCannotBeReadIsNotTriedAgain() {
        Answer answer = send(_ -> Reply.events(Wire.event(0, "{\"type\":\"text-delta\",\"id\":{}}")));
        assertThatThrownBy(answer::text).isInstanceOf(UnreadableException.class);
        assertThat(client.streaming()).isEmpty();
    }

    @Test
    void aSignOfLifeEndsTheCountOfTries() {
        var connections = new AtomicInteger();
        try (Answer answer = send(request -> connections.getAndIncrement() < 4 * Wire.AT_ONCE.tries()
                ? Reply.events(": alive\n\n")
                : from(request))) {
            assertThat(read(answer)).isEqualTo(CHUNKS);
        }
    }

    @Test
    void closingWakesTheReaderThatWaitsForTheResponse() throws Exception {
        Answer answer = send(_ -> Reply.nothing().held());
        assertThat(endAfterClosing(answer)).isEqualTo(new AnswerEnd.Left());
        assertThat(client.streaming()).isEmpty();
    }

    @Test
    void closingWakesTheReaderThatWaitsForTheNextChunk() throws Exception {
        Answer answer = send(request -> from(request).cut(SOME).held());
        while (answer.offset() == 0) {
            answer.iterator().next();
        }
        assertThat(endAfterClosing(answer)).isEqualTo(new AnswerEnd.Left());
        assertThat(client.streaming()).isEmpty();
    }

    /** Closes once another thread waits for more of it. */
    private static AnswerEnd endAfterClosing(Answer answer) throws Exception {
        var end = new CompletableFuture<AnswerEnd>();
        Thread reader = Thread.ofVirtual().start(() -> end.complete(answer.end()));
        while (reader.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        answer.close();
        return end.get();
    }

    @Test
    void closingEndsThePauseBetweenTwoTries() throws Exception {
        var day = new ReconnectPace(Duration.ofDays(1), Duration.ofDays(1), 1);
        try (Polylogue patient = Wire.client(server).reconnect(day).connect()) {
            server.answers(request -> Wire.isChunks(request) ? from(request).cut(SOME) : Wire.accepted());
            Answer answer = patient.send(Wire.CONVERSATION, "Hello");
            answer.iterator().next();
            assertThat(endAfterClosing(answer)).isEqualTo(new AnswerEnd.Left());
        }
    }

    @Test
    void anInterruptEndsTheWaitingAndNotTheAnswer() throws Exception {
        var free = new CountDownLatch(1);
        Answer answer =
                send(request -> Wire.offset(request) == 0 ? WireServer.after(free, from(request)) : from(request));
        var thrown = new CompletableFuture<Boolean>();
        Thread reader = Thread.ofVirtual().start(() -> {
            try {
                answer.text();
            } catch (CallInterruptedException interrupted) {
                thrown.complete(Thread.currentThread().isInterrupted());
            }
        });
        reader.interrupt();
        assertThat(thrown.get()).isTrue();
        assertThat(client.streaming()).containsExactly(Wire.CONVERSATION);
        free.countDown();
        assertThat(answer.text()).isEqualTo(Wire.TEXT);
    }
}
