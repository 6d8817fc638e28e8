package dev.polylogue.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway refuses, and whose a call is where a proxy names the users. */
final class GatewayLimitsTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String TRUSTED = "--polylogue.identity.trusted-header=X-Forwarded-User";
    private static final String PROXY = "--polylogue.identity.trusted-proxies=127.0.0.1/32";

    @TempDir
    private Path folder;

    private static Api program(Api owner, Api bare) {
        Answer made = owner.post("/api/tokens", "{\"name\":\"editor\"}");
        return bare.with("Authorization", "Bearer " + made.field("token"));
    }

    private static String ask(String model, String text) {
        return "{\"model\":\"" + Models.id(model) + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text
                + "\"}]}";
    }

    private static void refused(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("error").path("type").asString("")).isEqualTo(type);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedInOpenAisForm() {
        try (TestServer server = TestServer.start(folder)) {
            Api program = program(server.api(), server.api());

            refused(program.post(CHAT, ask(Models.QUICK, "x".repeat(21 << 20))), 413, "invalid_request_error");
            assertThat(program.post(CHAT, ask(Models.QUICK, "Hello")).status()).isEqualTo(200);
        }
    }

    @Test
    void aServerThatSaysWhenToComeAgainIsToldOnAndLeftAloneByConversationsToo() {
        try (TestServer server = TestServer.start(folder)) {
            Api program = program(server.api(), server.api());

            Answer busy = program.post(CHAT, ask(Models.BUSY, "Hello"));

            refused(busy, 429, "rate_limit_error");
            assertThat(busy.headers().firstValue("Retry-After")).contains("7");
            String id = server.api().conversation(Models.QUICK);
            server.api().post("/api/conversations/" + id + "/messages", "{\"text\":\"Hello\"}");
            assertThat(server.api()
                            .get("/api/conversations/" + id)
                            .json()
                            .path("attention")
                            .asString(""))
                    .isEqualTo("queued");
        }
    }

    @Test
    void aTokenStandsForItsOwnerWhateverAProxyNames() {
        try (TestServer server = TestServer.start(folder, TRUSTED, PROXY)) {
            Api alice = server.apiOf("alice");
            alice.conversation(Models.QUICK);
            Api program = program(alice, server.api());

            assertThat(program.post(CHAT, ask(Models.QUICK, "Hello")).status()).isEqualTo(200);
            assertThat(program.get("/api/conversations").json().path("items")).hasSize(1);
            assertThat(server.apiOf("bob").get("/api/conversations").json().path("items"))
                    .isEmpty();
            assertThat(server.api().get("/api/conversations").status()).isEqualTo(401);
            refused(server.apiOf("bob").post(CHAT, ask(Models.QUICK, "Hello")), 401, "invalid_request_error");
        }
    }
}
