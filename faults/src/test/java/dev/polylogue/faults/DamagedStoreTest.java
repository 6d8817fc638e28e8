package dev.polylogue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.process.Refusal;
import dev.polylogue.testkit.process.ServerCommand;
import dev.polylogue.testkit.process.ServerProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@FaultRow(
        number = 10,
        fault = "database cut off, damaged, or of a newer version; a second server on the same folder",
        holds = "refuses to start with one clear line, changes nothing; damage that is met later refuses what is new, "
                + "with one line in the log")
final class DamagedStoreTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int PAGE = 4_096;

    @TempDir
    static Path filled;

    private static String conversation = "";

    @TempDir
    Path data;

    private DatabaseFile file;

    @BeforeAll
    static void fill() throws Exception {
        try (ServerProcess server = ServerCommand.in(filled).start();
                Api api = new Api(server.address())) {
            for (int i = 0; i < 20; i++) {
                conversation = UUID.randomUUID().toString();
                Api.Answer sent = send(api, conversation, "word ".repeat(2_000));
                assertThat(sent.status()).isEqualTo(202);
            }
            Await.until("the guide has answered", SOON, () -> isQuiet(api));
        }
    }

    @BeforeEach
    void copy() throws IOException {
        file = new DatabaseFile(data);
        Files.copy(new DatabaseFile(filled).path(), file.path());
    }

    @Test
    void aFileThatIsCutOffIsRefused(Measured measured) throws Exception {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 3 * PAGE);
        }
        measured.figure("cut off", refusedWithoutATouch("is damaged"));
    }

    @Test
    void aDamagedFileIsRefused(Measured measured) throws Exception {
        overwrite();
        measured.figure("damaged", refusedWithoutATouch("is damaged"));
    }

    @Test
    void aFileOfANewerVersionIsRefused(Measured measured) throws Exception {
        file.execute("update flyway_schema_history set version = '9000' where installed_rank = 1");
        measured.figure("newer", refusedWithoutATouch("was written by a newer Polylogue"));
    }

    @Test
    void aSecondServerIsRefusedWhileTheFirstGoesOn(Measured measured) throws Exception {
        try (ServerProcess first = ServerCommand.in(data).start();
                Api api = new Api(first.address())) {
            measured.figure("second server", refused("Another Polylogue already uses the data folder"));
            assertThat(api.get("/api/conversations/" + conversation).status()).isEqualTo(200);
        }
    }

    @Test
    void damageThatIsMetLaterRefusesWhatIsNewAndSaysSoOnce(Measured measured) throws Exception {
        try (ServerProcess server = ServerCommand.in(data).start();
                Api api = new Api(server.address())) {
            overwrite();
            for (int i = 0; i < 10; i++) {
                Api.Answer read = api.get("/api/conversations/" + conversation);
                assertThat(read.status()).isIn(200, 503);
            }
            for (int i = 0; i < 10; i++) {
                Api.Answer refused = send(api, conversation, "Hello");
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.field("code")).isEqualTo("store-unavailable");
            }
            List<String> complaints = server.complaints();
            assertThat(complaints).hasSize(1);
            assertThat(complaints.getFirst()).contains("is damaged");
            measured.figure("lines in the log for 20 refused requests", complaints.size());
        }
    }

    private String refusedWithoutATouch(String reason) throws Exception {
        byte[] before = Files.readAllBytes(file.path());
        String verdict = refused(reason);
        assertThat(Files.readAllBytes(file.path())).isEqualTo(before);
        return verdict;
    }

    private String refused(String reason) throws Exception {
        Refusal refusal = ServerCommand.in(data).refused();
        assertThat(refusal.exit()).isEqualTo(1);
        assertThat(refusal.log()).hasSize(1);
        assertThat(refusal.log().getFirst())
                .startsWith("Polylogue cannot start: ")
                .contains(reason);
        return "refused with 1 line";
    }

    /** All pages but the first, which says where the others are. */
    private void overwrite() throws Exception {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
            byte[] noise = new byte[PAGE];
            Arrays.fill(noise, (byte) 0xa5);
            for (long at = PAGE; at < channel.size(); at += PAGE) {
                channel.write(ByteBuffer.wrap(noise), at);
            }
        }
    }

    private static Api.Answer send(Api api, String conversation, String text) throws Exception {
        return api.post("/api/conversations/" + conversation + "/messages", Map.of("text", text));
    }

    private static boolean isQuiet(Api api) {
        try {
            return api.get("/api/generations").body().isEmpty();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }
}
