package dev.polylogue.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.polylogue.client.Answer;
import dev.polylogue.client.AnswerEnd;
import dev.polylogue.client.IncompleteAnswerException;
import dev.polylogue.client.Polylogue;
import dev.polylogue.client.ReconnectPace;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.command.ActiveGeneration;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.testkit.checker.Checker;
import dev.polylogue.testkit.checker.HistoryRecorder.ViewRecorder;
import dev.polylogue.testkit.checker.Sight;
import dev.polylogue.testkit.proxy.Cut;
import dev.polylogue.testkit.proxy.FaultProxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@FaultRow(
        number = 22,
        fault = "a Java program reads answers with `client`: its network is cut at random bytes, then kill -9 of the "
                + "server, restart",
        holds =
                "no chunk lost or doubled; each read ends by itself and says interrupted, with the text that is stored; "
                        + "the same client continues")
final class JavaClientTest {

    private static final int STREAMS = Scale.of(10, 100);
    private static final int WORDS = 60;
    private static final String MODEL = "rate-20-length-2000-marked-yes";
    private static final ReconnectPace QUICK = new ReconnectPace(Duration.ofMillis(10), Duration.ofSeconds(1), 100);

    private final CountDownLatch streaming = new CountDownLatch(STREAMS);

    @Test
    void cutsCostNothingAndADeadServerIsToldCleanly(@TempDir Path data, Measured measured) throws Exception {
        var random = new Random(Scale.seed());
        try (Stage stage = Stage.open(data);
                FaultProxy network = FaultProxy.to(stage.server().port());
                Polylogue client =
                        Polylogue.builder(network.address()).reconnect(QUICK).connect();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            stage.begin(MODEL, STREAMS);
            List<ActiveGeneration> active = client.generations();
            network.cut(Cut.How.CLOSE);
            network.plan(() -> fate(random));
            List<Answer> answers = new ArrayList<>();
            List<Future<IncompleteAnswerException>> ends = new ArrayList<>();
            for (ActiveGeneration generation : active) {
                Answer answer = client.follow(generation, 0);
                ViewRecorder view = stage.record().view("client of " + generation.id(), false);
                answers.add(answer);
                ends.add(threads.submit(() -> read(answer, view)));
            }
            streaming.await();
            measured.figure("connections", network.accepted());
            network.plan(() -> Cut.NEVER);

            stage.server().kill();
            stage.restart();

            for (int i = 0; i < STREAMS; i++) {
                assertThat(ends.get(i).get().end()).isEqualTo(new AnswerEnd.Interrupted());
                assertThat(answers.get(i).message().status()).isEqualTo(MessageStatus.INTERRUPTED);
                assertThat(answers.get(i).message().text())
                        .isEqualTo(ends.get(i).get().text());
            }
            assertThat(client.streaming()).isEmpty();
            continueOne(client, answers.getFirst());
            stage.look();
            Checker.atRest().judge(stage.history());
        }
        measured.figure("answers that were told as interrupted", STREAMS);
    }

    private IncompleteAnswerException read(Answer answer, ViewRecorder view) {
        int words = 0;
        view.see(new Sight.Opened(System.nanoTime(), answer.generationId(), 0));
        while (answer.iterator().hasNext()) {
            long offset = answer.offset();
            Chunk chunk = answer.iterator().next();
            String json = new String(ChunkCodec.encode(chunk), StandardCharsets.UTF_8);
            view.see(new Sight.Chunks(
                    System.nanoTime(), offset, answer.conversationId(), answer.generationId(), offset, List.of(json)));
            if (chunk instanceof Chunk.TextDelta && ++words == WORDS) {
                streaming.countDown();
            }
        }
        return catchThrowableOfType(IncompleteAnswerException.class, answer::text);
    }

    private static void continueOne(Polylogue client, Answer cut) {
        try (Answer more = client.continueAnswer(cut.conversationId(), cut.messageId())) {
            assertThat(more.iterator().next()).isInstanceOf(Chunk.Start.class);
            assertThat(more.stop().savedCharacters()).isPositive();
        }
    }

    private static Cut fate(Random random) {
        synchronized (random) {
            return new Cut(random.nextInt(300, 4000), random.nextInt(3) == 0 ? Cut.How.RESET : Cut.How.CLOSE);
        }
    }
}
