package dev.polylogue.server.aisdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The front door as npm {@code ai} and {@code @ai-sdk/react} see it, which {@code scripts/ai-sdk-clients.sh} installs. */
final class AiSdkClientTest {

    private static final Path SCRIPT = Path.of("src", "test", "ai-sdk-clients", "checks.mjs");
    private static final Duration SOON = Duration.ofSeconds(20);

    /** Reasons, and then says something. */
    private static final String THINKING = "reasoning-10-length-5";

    @ParameterizedTest(name = "ai {0} over {1}")
    @CsvSource({"6, http", "7, http", "7, http-7", "7, ws"})
    void theRealClientsFindAllAsTheyKnowIt(String version, String way, @TempDir Path folder)
            throws IOException, InterruptedException {
        try (TestServer server = TestServer.start(
                folder, "--polylogue.tools.fetch-url=true", "--polylogue.providers.sim.models=" + THINKING)) {
            Process client = new ProcessBuilder(
                            "node", SCRIPT.toAbsolutePath().toString(), version, way, server.address())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(client.waitFor()).as(said).isZero();
            for (var request : server.upstream().requests()) {
                server.upstream().awaitClientLeft(request, SOON);
                assertThat(request.tokensSent()).isLessThan(3_000);
            }
        }
    }
}
