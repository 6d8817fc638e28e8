package dev.polylogue.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.client.Answer;
import dev.polylogue.client.AnswerEnd;
import dev.polylogue.client.Polylogue;
import dev.polylogue.client.ReconnectPace;
import dev.polylogue.client.RefusedException;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.OnLeave;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.StopCause;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.TestServer;
import dev.polylogue.testkit.proxy.Cut;
import dev.polylogue.testkit.proxy.FaultProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class ClientUnderFaultsTest {

    private static final int CUTS = 100;
    private static final ReconnectPace QUICK = new ReconnectPace(Duration.ofMillis(1), Duration.ofMillis(4), 1000);

    @TempDir
    private Path folder;

    @Test
    void aHundredCutsCostNoChunkAndDoubleNone() throws Exception {
        var random = new Random(20_261_128);
        try (TestServer server = TestServer.start(folder);
                FaultProxy network = FaultProxy.to(server.port());
                Polylogue calm = Polylogue.connect(server.address());
                Polylogue cut =
                        Polylogue.builder(network.address()).reconnect(QUICK).connect()) {
            network.plan(() -> fate(random));
            while (network.accepted() < CUTS) {
                for (List<List<Chunk>> pair : bothWays(calm, cut)) {
                    assertThat(pair.getLast()).isEqualTo(pair.getFirst());
                }
            }
        }
    }

    /** Each answer as it was read over the good line and over the bad one, five at once. */
    private static List<List<List<Chunk>>> bothWays(Polylogue calm, Polylogue cut) throws Exception {
        List<List<Future<List<Chunk>>>> reading = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 5; i++) {
                Answer begun = calm.ask("Hello", Models.id(Models.FAST));
                var active = calm.generations().stream()
                        .filter(each -> each.id().equals(begun.generationId()))
                        .findFirst()
                        .orElseThrow();
                reading.add(
                        List.of(threads.submit(() -> read(begun)), threads.submit(() -> read(cut.follow(active, 0)))));
            }
        }
        List<List<List<Chunk>>> pairs = new ArrayList<>();
        for (List<Future<List<Chunk>>> pair : reading) {
            pairs.add(List.of(pair.getFirst().get(), pair.getLast().get()));
        }
        return pairs;
    }

    private static List<Chunk> read(Answer answer) {
        List<Chunk> chunks = new ArrayList<>();
        answer.forEach(chunks::add);
        assertThat(answer.end()).isInstanceOf(AnswerEnd.Completed.class);
        return chunks;
    }

    /** Every third connection ends by a reset, which may take bytes with it. */
    private static Cut fate(Random random) {
        synchronized (random) {
            return new Cut(random.nextInt(300, 6000), random.nextInt(3) == 0 ? Cut.How.RESET : Cut.How.CLOSE);
        }
    }

    @Test
    void aServerThatEndsInGoodOrderSaysThatItStoppedTheAnswer() {
        TestServer server = TestServer.start(folder);
        try (Polylogue client =
                Polylogue.builder(server.address()).onLeave(OnLeave.CONTINUE).connect()) {
            Answer answer = client.ask("Hello", Models.id(Models.STEADY));
            assertThat(answer.iterator().next()).isInstanceOf(Chunk.Start.class);
            server.close();
            assertThat(answer.end()).isEqualTo(new AnswerEnd.Stopped(StopCause.SHUTDOWN));
        }
    }

    @Test
    void aTokenSaysWhoAsks() {
        try (TestServer server = TestServer.start(folder, "--polylogue.identity.trusted-header=X-Forwarded-User")) {
            String token = server.apiOf("alice")
                    .post("/api/tokens", "{\"name\":\"program\"}")
                    .field("token");
            try (Polylogue alice =
                            Polylogue.builder(server.address()).token(token).connect();
                    Polylogue nobody = Polylogue.connect(server.address())) {
                assertThat(alice.ask("What is Polylogue?", "polylogue/guide").text())
                        .isNotBlank();
                var refused = Assertions.catchThrowableOfType(RefusedException.class, nobody::models);
                assertThat(refused.code()).contains(ErrorCode.UNAUTHORIZED);
            }
        }
    }
}
