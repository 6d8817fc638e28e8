package dev.polylogue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.checker.Checker;
import dev.polylogue.testkit.checker.Told.Accepted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@FaultRow(
        number = 14,
        fault = "heap nearly full; ulimit -n 256",
        holds = "new work refused with 503, old work goes on; if it cannot, the process exits and restarts clean; "
                + "0 corrupt")
final class OverloadTest {

    private static final int STREAMS = 5;
    private static final int CALLERS = Scale.of(200, 1_000);
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void withFewFilesNewStreamsAreRefusedWhileOldOnesGoOn(@TempDir Path data, Measured measured) throws Exception {
        List<Socket> callers = new ArrayList<>();
        try (Stage stage = Stage.open(data, command -> command.limitedTo("-n 256"))) {
            stage.followAll(stage.server().port(), "browser", true);
            List<Accepted> streaming = stage.begin("rate-10-length-200-marked-yes", STREAMS + 1);
            for (Accepted accepted : streaming) {
                stage.call(accepted, 1).awaitTokensSent(5, SOON);
            }
            int taken = 0;
            int refused = 0;
            for (int caller = 0; caller < CALLERS; caller++) {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), stage.server().port());
                callers.add(socket);
                int status = follow(socket);
                taken += status == 200 ? 1 : 0;
                refused += status == 503 ? 1 : 0;
            }
            assertThat(taken).isGreaterThan(10);
            assertThat(refused).isEqualTo(CALLERS - taken);
            assertRefused(stage);
            assertThat(stage.stop(streaming.getLast()).field("state")).isEqualTo("stopped");
            for (Accepted accepted : streaming.subList(0, STREAMS)) {
                Await.until("an answer is complete", SOON, () -> isComplete(stage, accepted));
            }
            for (Socket caller : callers) {
                caller.close();
            }
            Await.until("new messages are taken again", SOON, () -> isTaken(stage));
            stage.look();
            Checker.atRest().judge(stage.history());
            measured.figure("streams taken with 256 files", taken);
            measured.figure("refused", refused);
            measured.figure("old answers that went on", STREAMS);
        }
        assertThat(new DatabaseFile(data).first("pragma integrity_check")).isEqualTo("ok");
    }

    @Test
    void withLittleMemoryBigAnswersAreRefusedOrTheProcessEndsAndStartsClean(@TempDir Path data, Measured measured)
            throws Exception {
        List<String> taken = new ArrayList<>();
        String end = "it went on";
        try (Stage stage = Stage.open(data, command -> command.heap("96m").java("-XX:+ExitOnOutOfMemoryError"))) {
            int refused = 0;
            try {
                for (int sends = 0; sends < 400 && refused == 0; sends++) {
                    Api.Answer answer = ask(stage.api(), "length-4000");
                    if (answer.status() == 202) {
                        taken.add(answer.field("userMessageId"));
                    } else {
                        assertThat(answer.status()).isEqualTo(503);
                        assertThat(answer.field("code")).isEqualTo("overloaded");
                        refused++;
                    }
                }
            } catch (IOException gone) {
                stage.server().awaitEnd(SOON);
            }
            if (!stage.server().isAlive() || !isQuiet(stage)) {
                end = "it ended with status " + stage.server().awaitEnd(SOON);
                stage.restart();
            }
            assertThat(stage.api().get("/api/conversations").status()).isEqualTo(200);
            assertThat(refused + (end.startsWith("it ended") ? 1 : 0)).isPositive();
            measured.figure("with 96 MiB", taken.size() + " big answers taken, then " + refused + " refused, " + end);
        }
        var file = new DatabaseFile(data);
        for (String message : taken) {
            assertThat(file.first("select count(*) from message where id = '" + message + "'"))
                    .isEqualTo("1");
        }
        assertThat(file.first("pragma integrity_check")).isEqualTo("ok");
        measured.figure("corrupt", 0);
    }

    /** Waits until all answers have ended; false where the process did. */
    private static boolean isQuiet(Stage stage) {
        Await.until("the answers end", SOON.multipliedBy(2), () -> {
            try {
                return !stage.server().isAlive()
                        || stage.api().get("/api/generations").body().isEmpty();
            } catch (IOException gone) {
                return !stage.server().isAlive();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        });
        return stage.server().isAlive();
    }

    private static void assertRefused(Stage stage) throws IOException, InterruptedException {
        try (Api fresh = new Api(stage.server().address())) {
            Api.Answer send = ask(fresh, "length-3");
            assertThat(send.status()).isEqualTo(503);
            assertThat(send.field("code")).isEqualTo("overloaded");
        }
    }

    private static Api.Answer ask(Api api, String model) throws IOException, InterruptedException {
        return api.post(
                "/api/conversations/" + UUID.randomUUID() + "/messages",
                Map.of("text", "please", "model", "local/" + model));
    }

    private static boolean isTaken(Stage stage) {
        try {
            return ask(stage.api(), "length-3").status() == 202;
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static boolean isComplete(Stage stage, Accepted accepted) {
        try {
            return stage.answer(accepted).status() == MessageStatus.COMPLETE;
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Begins to follow everything; the status, or 0 where the server says nothing. */
    private static int follow(Socket socket) throws IOException {
        socket.setSoTimeout(5_000);
        socket.getOutputStream()
                .write("GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] line = new byte["HTTP/1.1 200".length()];
        try {
            int read = socket.getInputStream().readNBytes(line, 0, line.length);
            return read < line.length ? 0 : Integer.parseInt(new String(line, 9, 3, StandardCharsets.US_ASCII));
        } catch (SocketTimeoutException silent) {
            return 0;
        }
    }
}
