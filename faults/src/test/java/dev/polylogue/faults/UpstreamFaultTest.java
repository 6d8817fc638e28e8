package dev.polylogue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageError;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.UpstreamRequest;
import dev.polylogue.testkit.checker.Checker;
import dev.polylogue.testkit.checker.Told.Accepted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@FaultRow(
        number = 7,
        fault =
                "the model server cuts in mid-character, stalls, talks garbage, sends a line of 1 MiB, an error in a 200, "
                        + "no [DONE], half a close, 500, 429, no headers, or is not there",
        holds =
                "Failed with a sentence that a person understands, text so far kept, Continue and Regenerate work, nothing "
                        + "hangs, the socket is closed; each at most its timeout + 100 ms")
@TestInstance(Lifecycle.PER_CLASS)
final class UpstreamFaultTest {

    private static final Duration TIMEOUT = Duration.ofMillis(1500);
    private static final Duration RETRIES = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration SLACK = Scale.isFull() ? Duration.ofMillis(100) : Duration.ofSeconds(5);
    private static final String MODEL = "fickle";
    private static final int WORDS = 12;

    private Stage stage;
    private Duration latest = Duration.ZERO;

    enum Fault {
        MID_CHARACTER("end-midcharacter", Duration.ZERO),
        CUT("end-cut", Duration.ZERO),
        RESET("end-reset", Duration.ZERO),
        STALL("end-stall", TIMEOUT),
        GARBAGE("end-garbage", Duration.ZERO),
        LONG_LINE("end-longline", Duration.ZERO),
        ERROR_FRAME("end-errorframe", Duration.ZERO),
        NO_FINISH("end-nofinish", Duration.ZERO),
        HALF_CLOSE("end-halfclose", Duration.ZERO),
        STATUS_500("status-500", RETRIES),
        STATUS_429("status-429", RETRIES),
        NO_HEADERS("silence-forever", TIMEOUT);

        private final String behaviour;
        private final Duration patience;

        Fault(String behaviour, Duration patience) {
            this.behaviour = behaviour;
            this.patience = patience;
        }

        Script script() {
            return Objects.requireNonNull(Script.ofName("length-" + WORDS + "-marked-yes-" + behaviour));
        }
    }

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        stage = Stage.open(
                data,
                "--polylogue.providers.local.first-byte-timeout=" + TIMEOUT.toMillis() + "ms",
                "--polylogue.providers.local.idle-timeout=" + TIMEOUT.toMillis() + "ms",
                "--polylogue.providers.gone.base-url=http://127.0.0.1:1/v1",
                "--polylogue.providers.gone.models=any");
        stage.upstream().model(MODEL, Script.script().length(3).marked().build());
        finished(stage.begin(MODEL));
    }

    @AfterAll
    void end() throws Exception {
        stage.look();
        Checker.atRest().judge(stage.history());
        stage.close();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aFaultEndsTheAnswerInWordsAndKeepsItsText(Fault fault, Measured measured) throws Exception {
        stage.upstream().model(MODEL, fault.script());
        Accepted accepted = stage.begin(MODEL);
        ChunkFollower follower = stage.follow(accepted, 0, fault + "");
        UpstreamRequest call = stage.call(accepted, 1);
        follower.awaitOver(SOON);
        long ended = System.nanoTime();
        Duration late = Duration.ofNanos(ended - lastSign(call)).minus(fault.patience);
        latest = late.compareTo(latest) > 0 ? late : latest;
        measured.figure("latest end behind its timeout", latest.toMillis() + " ms");
        measured.figure("faults", Fault.values().length + 1);

        Message answer = stage.answer(accepted);
        assertSaidInWords(answer);
        assertThat(answer.text()).isEqualTo(call.textSent());
        for (UpstreamRequest one : stage.calls(accepted)) {
            one.awaitClientLeft(SOON);
        }
        assertThat(late).isLessThan(SLACK);
        assertWorksAgain(accepted, answer.text());
    }

    /** When the model server wrote its last word, or was asked where it wrote none. */
    private static long lastSign(UpstreamRequest call) {
        long[] words = call.textNanos();
        return words.length == 0 ? call.arrivedNanos() : words[words.length - 1];
    }

    private static void assertSaidInWords(Message answer) {
        assertThat(answer.status()).isEqualTo(MessageStatus.FAILED);
        String words =
                Optional.ofNullable(answer.error()).map(MessageError::message).orElse("");
        assertThat(words)
                .as("the error that a person reads")
                .matches("(?s)[A-Z\"“].{15,}[.!…\"”]")
                .doesNotContain("Exception", "dev.polylogue", "io.vertx", "java.", "null");
    }

    private void assertWorksAgain(Accepted failed, String kept) throws Exception {
        stage.upstream().model(MODEL, Script.script().length(2 * WORDS).marked().build());
        Message other = finished(stage.again(failed));
        Message continued = finished(stage.goOn(failed));
        assertThat(other.status()).isEqualTo(MessageStatus.COMPLETE);
        assertThat(continued.status()).isEqualTo(MessageStatus.COMPLETE);
        assertThat(continued.text()).startsWith(kept).isEqualTo(other.text());
    }

    private Message finished(Accepted accepted) throws Exception {
        stage.follow(accepted, 0, "one who waits").awaitOver(SOON);
        return stage.answer(accepted);
    }

    @Test
    void aModelServerThatIsNotThereIsSaidToBeGone() throws Exception {
        long begin = System.nanoTime();
        Accepted accepted = Stage.accepted(stage.send(stage.api().newConversation("gone/any")));
        Message answer = finished(accepted);
        assertSaidInWords(answer);
        assertThat(answer.text()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(RETRIES.plus(SLACK));
        assertThat(List.of(stage.api().get("/api/generations").body().size())).containsExactly(0);
    }
}
