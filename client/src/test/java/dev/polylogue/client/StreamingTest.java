package dev.polylogue.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.polylogue.client.WireServer.Reply;
import dev.polylogue.client.WireServer.Request;
import dev.polylogue.protocol.command.OnLeave;
import dev.polylogue.protocol.command.StopReport;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.message.GenerationPhase;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rules of the map: one stream for each conversation, and a stream ends only itself. */
@Timeout(60)
final class StreamingTest {

    private static final ConversationId OTHER = new ConversationId(new UUID(9, 9));

    private final WireServer server = new WireServer(StreamingTest::answer);
    private final Polylogue client =
            Wire.client(server).onLeave(OnLeave.CONTINUE).connect();

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    private static Reply answer(Request request) {
        if (Wire.isChunks(request)) {
            return Reply.events(Wire.stream(Wire.chunks(), Wire.offset(request)));
        }
        return request.path().endsWith("/stop") ? stopReply(request) : Wire.accepted();
    }

    private static Reply stopReply(Request request) {
        return request.path().endsWith("/generations/stop") ? stoppedAll() : Wire.stopped();
    }

    private static Reply stoppedAll() {
        Reply one = Wire.stopped();
        return new Reply(one.bytes().replaceFirst("\r\n\r\n(.*)", "\r\n\r\n[$1]"), false);
    }

    private long sends() {
        return server.requests().stream()
                .filter(request -> request.path().endsWith("/messages"))
                .count();
    }

    @Test
    void aSecondSendIsRefusedAtOnceAndTouchesNothing() {
        try (Answer first = client.send(Wire.CONVERSATION, "One")) {
            var busy =
                    catchThrowableOfType(ConversationBusyException.class, () -> client.send(Wire.CONVERSATION, "Two"));

            assertThat(busy.generationId()).contains(Wire.GENERATION);
            assertThat(busy.code()).contains(ErrorCode.CONVERSATION_BUSY);
            assertThat(sends()).isEqualTo(1);
            assertThat(client.streaming()).containsExactly(Wire.CONVERSATION);
            assertThat(first.text()).isEqualTo(Wire.TEXT);
        }
        client.send(Wire.CONVERSATION, "Three").close();
        assertThat(sends()).isEqualTo(2);
    }

    @Test
    void everyOtherWayToBeginIsGuardedToo() {
        try (Answer _ = client.send(Wire.CONVERSATION, "One")) {
            for (Callable<Answer> second : List.<Callable<Answer>>of(
                    () -> client.edit(Wire.CONVERSATION, Wire.QUESTION, "Two"),
                    () -> client.regenerate(Wire.CONVERSATION, Wire.MESSAGE),
                    () -> client.regenerate(Wire.CONVERSATION, Wire.MESSAGE, "a/b"),
                    () -> client.continueAnswer(Wire.CONVERSATION, Wire.MESSAGE))) {
                assertThatThrownBy(second::call).isInstanceOf(ConversationBusyException.class);
            }
            client.send(OTHER, "Elsewhere").close();
            assertThat(sends()).isEqualTo(2);
        }
    }

    @Test
    void ofManySendsInOneMomentOneIsTaken() throws Exception {
        for (int round = 0; round < 50; round++) {
            int before = server.requests().size();
            var go = new CountDownLatch(1);
            List<Future<Optional<Answer>>> sends = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 16; i++) {
                    sends.add(threads.submit(() -> {
                        go.await();
                        return sendIfFree();
                    }));
                }
                go.countDown();
            }
            List<Answer> taken = new ArrayList<>();
            for (Future<Optional<Answer>> send : sends) {
                send.get().ifPresent(taken::add);
            }
            assertThat(taken).hasSize(1);
            assertThat(server.requests()).hasSize(before + 1);
            taken.getFirst().close();
        }
    }

    private Optional<Answer> sendIfFree() {
        try {
            return Optional.of(client.send(Wire.CONVERSATION, "Hello"));
        } catch (ConversationBusyException busy) {
            return Optional.empty();
        }
    }

    @Test
    void aStreamEndsOnlyItself() {
        Answer stopped = client.send(Wire.CONVERSATION, "One");
        StopReport report = stopped.stop();
        assertThat(report.state()).isEqualTo(GenerationPhase.STOPPED);
        try (Answer next = client.send(Wire.CONVERSATION, "Two")) {
            // The first is read to its end, and closed, only now.
            stopped.forEach(chunk -> assertThat(chunk).isNotNull());
            stopped.close();

            assertThat(client.streaming()).containsExactly(Wire.CONVERSATION);
            assertThatThrownBy(() -> client.send(Wire.CONVERSATION, "Three"))
                    .isInstanceOf(ConversationBusyException.class);
            assertThat(next.text()).isEqualTo(Wire.TEXT);
        }
    }

    @Test
    void oneOrAllAreCancelled() {
        client.send(Wire.CONVERSATION, "One");
        client.send(OTHER, "Two");

        assertThat(client.cancel(Wire.CONVERSATION)).isPresent();
        assertThat(client.streaming()).containsExactly(OTHER);
        assertThat(client.cancel(Wire.CONVERSATION)).isEmpty();
        assertThat(client.cancelAll()).hasSize(1);
        assertThat(client.streaming()).isEmpty();
        assertThat(client.cancelAll()).isEmpty();
    }

    @Test
    void aSendOnItsWayIsCancelledOnceItIsTaken() throws Exception {
        var asked = new CountDownLatch(1);
        var taken = new CountDownLatch(1);
        server.answers(request -> {
            if (request.path().endsWith("/stop")) {
                return Wire.stopped();
            }
            asked.countDown();
            return WireServer.after(taken, Wire.accepted());
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> send = threads.submit(() -> client.send(Wire.CONVERSATION, "Hello"));
            asked.await();
            var busy = catchThrowableOfType(
                    ConversationBusyException.class, () -> client.send(Wire.CONVERSATION, "Again"));
            assertThat(busy.generationId()).isEmpty();
            Future<Optional<StopReport>> cancel = threads.submit(() -> client.cancel(Wire.CONVERSATION));
            taken.countDown();

            assertThat(send.get().generationId()).isEqualTo(Wire.GENERATION);
            assertThat(cancel.get()).isPresent();
            assertThat(client.streaming()).isEmpty();
        }
    }

    @Test
    void aSendThatIsRefusedLeavesTheConversationFree() {
        server.answers(
                _ -> Reply.json(409, "{\"code\":\"conversation-busy\",\"generationId\":\"" + Wire.GENERATION + "\"}"));
        var busy = catchThrowableOfType(ConversationBusyException.class, () -> client.send(Wire.CONVERSATION, "Hello"));
        assertThat(busy.generationId()).contains(Wire.GENERATION);
        assertThat(client.streaming()).isEmpty();
        assertThat(client.cancel(Wire.CONVERSATION)).isEmpty();
    }

    @Test
    void deletingAConversationFreesItsPlace() {
        Answer answer = client.send(Wire.CONVERSATION, "Hello");
        client.conversations().delete(Wire.CONVERSATION);
        assertThat(client.streaming()).isEmpty();
        // Its reader still sees how it ended.
        assertThat(answer.end()).isInstanceOf(AnswerEnd.Completed.class);
    }

    @Test
    void leavingStopsAllUnlessItIsToGoOn() {
        Polylogue leaving = Wire.client(server).connect();
        leaving.send(Wire.CONVERSATION, "One");
        leaving.close();
        assertThat(server.requests().getLast().path()).isEqualTo("/api/generations/stop");

        Polylogue staying = Wire.client(server).onLeave(OnLeave.CONTINUE).connect();
        Answer answer = staying.send(Wire.CONVERSATION, "One");
        staying.close();
        assertThat(server.requests().getLast().path()).endsWith("/messages");
        assertThat(answer.end()).isEqualTo(new AnswerEnd.Left());
    }

    @Test
    void ofTwoThatShareTheirConnectionsOneIsClosedAlone() throws Exception {
        try (HttpClient shared = HttpClient.newHttpClient();
                Polylogue other = Wire.client(server).httpClient(shared).connect()) {
            Polylogue closed = Wire.client(server)
                    .httpClient(shared)
                    .onLeave(OnLeave.CONTINUE)
                    .connect();
            var asked = new CountDownLatch(1);
            server.answers(request -> {
                if (!Wire.isChunks(request)) {
                    return Wire.accepted();
                }
                asked.countDown();
                return Reply.events("").held();
            });
            Answer answer = closed.send(Wire.CONVERSATION, "One");
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<AnswerEnd> end = threads.submit(answer::end);
                asked.await();

                closed.close();

                assertThat(end.get()).isEqualTo(new AnswerEnd.Left());
            }
            server.answers(StreamingTest::answer);
            assertThat(other.send(Wire.CONVERSATION, "Two").text()).isEqualTo(Wire.TEXT);
        }
    }
}
