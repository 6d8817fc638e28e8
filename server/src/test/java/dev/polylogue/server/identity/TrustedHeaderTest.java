package dev.polylogue.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrustedHeaderTest {

    private static final String HEADER = "--polylogue.identity.trusted-header=X-Forwarded-User";

    @TempDir
    private Path folder;

    @Test
    void theUserIsTheOneWhomTheProxyNames() {
        try (TestServer server = TestServer.start(folder, HEADER)) {
            Answer made = server.apiOf("alice").post("/api/conversations", "{\"title\":\"Mine\"}");

            assertThat(server.apiOf("alice").get("/api/conversations").body()).contains(made.field("id"));
            assertThat(server.apiOf("bob").get("/api/conversations").body()).doesNotContain(made.field("id"));
        }
    }

    @Test
    void aRequestWithoutAUserIsUnauthorizedEverywhereBelowApi() {
        try (TestServer server = TestServer.start(folder, HEADER)) {
            for (String path : new String[] {"/api/conversations", "/api/events", "/api/models", "/api/nothing"}) {
                Answer refused = server.api().get(path);

                assertThat(refused.status()).isEqualTo(401);
                assertThat(refused.field("code")).isEqualTo("unauthorized");
            }
            assertThat(server.apiOf(" ").get("/api/models").status()).isEqualTo(401);
            assertThat(server.apiOf("a")
                            .with("X-Forwarded-User", "b")
                            .get("/api/models")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void aHeaderFromElsewhereIsNotBelieved() {
        try (TestServer server =
                TestServer.start(folder, HEADER, "--polylogue.identity.trusted-proxies=10.1.2.0/24,fd00::/8")) {
            assertThat(server.apiOf("alice").get("/api/models").status()).isEqualTo(401);
        }
    }

    @Test
    void withoutTheSettingTheHeaderMeansNothing() {
        try (TestServer server = TestServer.start(folder)) {
            Answer made = server.apiOf("alice").post("/api/conversations", "{}");

            assertThat(server.api().get("/api/conversations").body()).contains(made.field("id"));
        }
    }
}
