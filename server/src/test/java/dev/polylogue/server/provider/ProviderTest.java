package dev.polylogue.server.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.TestServer;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.SimulatedUpstream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class ProviderTest {

    private static final String KEY = "sk-very-secret-4711";
    private static final String TRUSTED = "--polylogue.identity.trusted-header=X-Forwarded-User";

    @Test
    void anAddedProviderServesAtOnceAndAfterARestartUntilItIsRemoved(@TempDir Path folder) throws IOException {
        try (SimulatedUpstream upstream = SimulatedUpstream.start()) {
            try (TestServer server = TestServer.start(folder)) {
                Answer added = add(server.api(), "extra", upstream.baseUrl());
                assertThat(added.status()).isEqualTo(201);
                assertThat(added.json().path("hasKey").asBoolean()).isTrue();
                assertThat(added.body()).doesNotContain(KEY);
                assertThat(send(server.api(), "extra").status()).isEqualTo(202);
                assertThat(add(server.api(), "extra", "http://127.0.0.1:1").status())
                        .isEqualTo(409);
                assertThat(add(server.api(), "sim", "http://127.0.0.1:1").status())
                        .isEqualTo(409);
            }
            assertThat(Files.getPosixFilePermissions(folder.resolve("secret.key")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(allBytes(folder)).doesNotContain(KEY);
            try (TestServer server = TestServer.start(folder)) {
                Api api = server.api();
                assertThat(entry(api, "extra").path("hasKey").asBoolean()).isTrue();
                assertThat(send(api, "extra").status()).isEqualTo(202);
                assertThat(api.patch("/api/providers/extra", "{\"apiKey\":\"\",\"maxConcurrent\":2}")
                                .json()
                                .path("hasKey")
                                .asBoolean())
                        .isFalse();
                assertThat(api.delete("/api/providers/extra").status()).isEqualTo(204);
                assertThat(listed(api)).containsOnlyKeys("sim");
                assertThat(send(api, "extra").status()).isEqualTo(422);
                assertThat(api.delete("/api/providers/extra").status()).isEqualTo(404);
                assertThat(api.delete("/api/providers/sim").status()).isEqualTo(409);
            }
        }
    }

    @Test
    void aKeyThatCannotBeReadIsSaidInWords(@TempDir Path folder) throws IOException {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(add(server.api(), "extra", "http://127.0.0.1:1/v1").status())
                    .isEqualTo(201);
        }
        Files.delete(folder.resolve("secret.key"));
        try (TestServer server = TestServer.start(folder)) {
            JsonNode entry = entry(server.api(), "extra");
            assertThat(entry.path("available").asBoolean()).isFalse();
            assertThat(entry.path("reason").asString()).contains("cannot be read", "secret.key", "missing");
            Answer changed = server.api().patch("/api/providers/extra", "{\"apiKey\":\"another\"}");
            assertThat(changed.status()).isEqualTo(200);
            assertThat(entry(server.api(), "extra").path("reason").asString("")).doesNotContain("secret.key");
        }
    }

    @Test
    void aTrySaysWhatIsWrong(@TempDir Path folder) {
        try (SimulatedUpstream upstream = SimulatedUpstream.start();
                TestServer server = TestServer.start(folder)) {
            Api api = server.api();

            upstream.model("tiny", Script.script().build());
            JsonNode works = attempt(api, upstream.baseUrl());
            assertThat(works.path("ok").asBoolean()).isTrue();
            assertThat(works.path("detail").asString()).startsWith("It works: ");
            JsonNode unreachable = attempt(api, "http://127.0.0.1:1/v1");
            assertThat(unreachable.path("ok").asBoolean()).isFalse();
            assertThat(unreachable.path("detail").asString()).isNotEmpty();
            assertThat(attempt(api, server.address()).path("ok").asBoolean()).isFalse();
            assertThat(listed(api)).containsOnlyKeys("sim");

            Answer refused = api.post("/api/providers/test", "{\"baseUrl\":\"ftp://x\"}");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.field("path")).isEqualTo("baseUrl");
            Answer dialect = api.post("/api/providers/test", "{\"baseUrl\":\"http://x\",\"dialect\":\"klingon\"}");
            assertThat(dialect.field("path")).isEqualTo("dialect");
            assertThat(dialect.field("detail")).doesNotContain("polylogue.providers");
            assertThat(add(api, "No Name", "http://x").field("path")).isEqualTo("name");
            assertThat(add(api, "polylogue", "http://x").status()).isEqualTo(409);
        }
    }

    @Test
    void onlyOperatorsChangeProvidersWhereThereAreMany(@TempDir Path folder) {
        try (TestServer server = TestServer.start(folder, TRUSTED, "--polylogue.identity.operators=olga")) {
            Answer refused = add(server.apiOf("bob"), "extra", "http://127.0.0.1:1");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.field("code")).isEqualTo("forbidden");
            assertThat(server.apiOf("bob")
                            .get("/api/providers")
                            .json()
                            .path("mayChange")
                            .asBoolean())
                    .isFalse();
            assertThat(add(server.apiOf("olga"), "extra", "http://127.0.0.1:1").status())
                    .isEqualTo(201);
            assertThat(server.apiOf("bob").get("/api/providers").body()).doesNotContain("http://127.0.0.1:1");
        }
    }

    private static Answer add(Api api, String name, String baseUrl) {
        return api.post(
                "/api/providers",
                "{\"name\":\"" + name + "\",\"baseUrl\":\"" + baseUrl + "\",\"apiKey\":\"" + KEY + "\"}");
    }

    private static JsonNode attempt(Api api, String baseUrl) {
        return api.post("/api/providers/test", "{\"baseUrl\":\"" + baseUrl + "\"}")
                .json();
    }

    private static Answer send(Api api, String provider) {
        return api.post(
                "/api/conversations/" + Api.newId() + "/messages",
                "{\"text\":\"Hi\",\"model\":\"" + provider + "/length-3\"}");
    }

    private static JsonNode entry(Api api, String name) {
        JsonNode entry = listed(api).get(name);
        if (entry == null) {
            throw new AssertionError("no provider " + name);
        }
        return entry;
    }

    private static Map<String, JsonNode> listed(Api api) {
        JsonNode items = api.get("/api/providers").json().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .collect(Collectors.toMap(item -> item.path("name").asString(), item -> item));
    }

    private static String allBytes(Path folder) throws IOException {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
