package dev.polylogue.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway as npm {@code openai} sees it, which {@code scripts/openai-client.sh} installs. */
final class OpenAiClientTest {

    private static final Path SCRIPT = Path.of("src", "test", "openai-client", "checks.mjs");
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void theRealClientFindsAllAsItKnowsIt(@TempDir Path folder) throws IOException, InterruptedException {
        try (TestServer server = TestServer.start(folder)) {
            String secret =
                    server.api().post("/api/tokens", "{\"name\":\"client\"}").field("token");
            Process client = new ProcessBuilder(
                            "node", SCRIPT.toAbsolutePath().toString(), server.address() + "/v1", secret)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(client.waitFor()).as(said).isZero();
            var left = server.upstream().requests().stream()
                    .filter(request -> request.model().equals(Models.STEADY))
                    .findFirst()
                    .orElseThrow();
            server.upstream().awaitClientLeft(left, SOON);
            assertThat(left.tokensSent()).isLessThan(3_000);
        }
    }
}
