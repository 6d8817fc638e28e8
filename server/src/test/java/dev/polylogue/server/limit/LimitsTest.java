package dev.polylogue.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.SseReader;
import dev.polylogue.server.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LimitsTest {

    @TempDir
    private Path folder;

    @Test
    void tooManyAnswersAreRefusedUntilLaterButAStopNeverIs() {
        try (TestServer server = TestServer.start(folder, "--polylogue.limits.answers-per-minute=2")) {
            Api api = server.api();
            Answer sent = api.send(api.conversation(Models.SILENT), "One");
            api.send(api.conversation(Models.SILENT), "Two");

            Answer refused = api.send(api.conversation(Models.SILENT), "Three");

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.field("code")).isEqualTo("rate-limited");
            assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 60);
            String generation = sent.field("generationId");
            assertThat(api.post("/api/generations/" + generation + "/stop").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void tooManyRequestsAreRefusedForTheOneWhoSendsThemOnly() {
        try (TestServer server = TestServer.start(
                folder,
                "--polylogue.limits.requests-per-minute=3",
                "--polylogue.identity.trusted-header=X-Forwarded-User")) {
            Api alice = server.apiOf("alice");
            for (int count = 0; count < 3; count++) {
                assertThat(alice.get("/api/models").status()).isEqualTo(200);
            }

            assertThat(alice.get("/api/models").status()).isEqualTo(429);
            assertThat(alice.post("/api/generations/stop", "{\"all\":true}").status())
                    .isEqualTo(200);
            assertThat(server.apiOf("bob").get("/api/models").status()).isEqualTo(200);
        }
    }

    @Test
    void eachPersonHasOnlySoManyEventConnections() {
        try (TestServer server = TestServer.start(folder, "--polylogue.limits.event-connections=2");
                SseReader one = server.api().stream("/api/events");
                SseReader two = server.api().stream("/api/events")) {
            one.await("snapshot");
            two.await("snapshot");

            Answer refused = server.api().get("/api/events");

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("retry-after")).isNotBlank();
        }
    }

    @Test
    void theSizeOfATextCanBeSet() {
        try (TestServer server = TestServer.start(folder, "--polylogue.limits.text=10B")) {
            Api api = server.api();

            assertThat(api.send(api.conversation(Models.SILENT), "eleven byte").status())
                    .isEqualTo(413);
            assertThat(api.send(api.conversation(Models.SILENT), "ten bytes!").status())
                    .isEqualTo(202);
        }
    }
}
