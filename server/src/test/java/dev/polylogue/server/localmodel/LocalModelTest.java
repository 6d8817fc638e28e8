package dev.polylogue.server.localmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.llama.TinyGguf;
import dev.polylogue.llama.download.CatalogueEntry;
import dev.polylogue.llama.download.FileHost;
import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.SseReader;
import dev.polylogue.server.testing.TestServer;
import dev.polylogue.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a file in the data folder to an answer, with the real native code. */
final class LocalModelTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int CUT = 100_000;

    @TempDir
    private Path folder;

    private TestServer start(String... arguments) {
        return TestServer.start(folder, arguments);
    }

    private Path file(String name) {
        return folder.resolve("models").resolve(name + ".gguf");
    }

    private static Answer send(Api api, String conversation, String model) {
        return api.post(
                "/api/conversations/" + conversation + "/messages", "{\"text\":\"Hi\",\"model\":\"" + model + "\"}");
    }

    private static JsonNode lastMessage(Api api, String conversation) {
        JsonNode messages = api.get("/api/conversations/" + conversation).json().path("messages");
        return messages.get(messages.size() - 1);
    }

    private static List<String> models(Api api) {
        return StreamSupport.stream(api.get("/api/models").json().spliterator(), false)
                .map(model -> model.path("id").asString())
                .toList();
    }

    @Test
    void aFileInTheDataFolderIsAModelThatAnswers() throws Exception {
        try (TestServer server = start()) {
            Api api = server.api();
            assertThat(models(api)).noneMatch(id -> id.startsWith("local/"));
            TinyGguf.ending(file("tiny"));
            assertThat(models(api)).contains("local/tiny");
            String conversation = Api.newId();
            assertThat(send(api, conversation, "local/tiny").status()).isEqualTo(202);
            Await.until("it is complete", SOON, () -> lastMessage(api, conversation)
                    .path("status")
                    .asString()
                    .equals("complete"));
            assertThat(lastMessage(api, conversation)
                            .path("parts")
                            .get(0)
                            .path("text")
                            .asString())
                    .isEqualTo(TinyGguf.TEXT);
        }
    }

    @Test
    void anAnswerIsStoppedInTheMiddleAndItsFileCanGoThen() {
        TinyGguf.endless(file("endless"));
        try (TestServer server = start("--polylogue.local.context=100000")) {
            Api api = server.api();
            String conversation = Api.newId();
            Answer sent = send(api, conversation, "local/endless");
            String generation = "/api/generations/" + sent.field("generationId");
            try (SseReader chunks = api.stream(generation + "/chunks?after=0")) {
                chunks.await(event -> event.type().equals("text-delta"));
            }
            Answer busy = api.delete("/api/local-models/endless");
            assertThat(busy.status()).isEqualTo(409);
            assertThat(busy.field("detail")).contains("being written");
            assertThat(api.post(generation + "/stop").status()).isEqualTo(200);
            assertThat(lastMessage(api, conversation).path("status").asString()).isEqualTo("stopped");
            assertThat(api.delete("/api/local-models/endless").status()).isEqualTo(204);
            assertThat(file("endless")).doesNotExist();
            assertThat(models(api)).noneMatch(id -> id.startsWith("local/"));
            assertThat(api.delete("/api/local-models/endless").status()).isEqualTo(404);
        }
    }

    @Test
    void aModelIsFetchedGoesOnAfterARestartAndAnswers() throws Exception {
        Path original = folder.resolve("original.gguf");
        TinyGguf.ending(original);
        try (var host = new FileHost(Files.readAllBytes(original))) {
            String[] own = {
                "--polylogue.local.catalogue=" + catalogue(host.entry("fetched")),
                "--polylogue.local.loopback-downloads=true"
            };
            host.cutAt(CUT);
            try (TestServer server = start(own)) {
                Api api = server.api();
                assertThat(api.post("/api/local-models/other/download").status())
                        .isEqualTo(404);
                assertThat(api.post("/api/local-models/fetched/download").status())
                        .isEqualTo(202);
                Await.until(
                        "it has stopped",
                        SOON,
                        () -> download(api).path("phase").asString("").equals("stopped"));
                assertThat(download(api).path("trouble").asString()).contains("goes on");
            }
            host.cutAt(Integer.MAX_VALUE);
            try (TestServer server = start(own)) {
                Api api = server.api();
                assertThat(download(api).path("received").asLong()).isPositive();
                assertThat(api.post("/api/local-models/fetched/download").status())
                        .isEqualTo(202);
                Await.until("it is a model", SOON, () -> models(api).contains("local/fetched"));
                JsonNode list = api.get("/api/local-models").json();
                assertThat(list.path("installed").get(0).path("model").asString())
                        .isEqualTo("local/fetched");
                assertThat(list.path("downloads")).isEmpty();
            }
        }
    }

    private static JsonNode download(Api api) {
        return api.get("/api/local-models").json().path("downloads").path(0);
    }

    private Path catalogue(CatalogueEntry entry) throws IOException {
        return Files.writeString(
                folder.resolve("catalogue.json"), JsonMapper.shared().writeValueAsString(List.of(entry)));
    }

    @Test
    void aModelServerThatHasTheNameKeepsIt() {
        TinyGguf.ending(file("tiny"));
        try (TestServer server = start(
                "--polylogue.providers.local.base-url=http://127.0.0.1:1/v1",
                "--polylogue.providers.local.models=mine")) {
            Api api = server.api();
            assertThat(models(api)).contains("local/mine").doesNotContain("local/tiny");
            assertThat(api.get("/api/local-models").json().path("reason").asString())
                    .contains("has the name local");
        }
    }

    @Test
    void theCatalogueSaysWhatIsFetchedFromWhere() {
        try (TestServer server = start()) {
            JsonNode list = server.api().get("/api/local-models").json();
            assertThat(list.path("available")).hasSize(3).allSatisfy(entry -> {
                assertThat(entry.path("address").asString()).startsWith("https://huggingface.co/");
                assertThat(entry.path("host").asString()).isEqualTo("huggingface.co");
                assertThat(entry.path("sha256").asString()).hasSize(64);
                assertThat(entry.path("licence").asString()).isEqualTo("Apache-2.0");
            });
            assertThat(list.path("mayChange").asBoolean()).isTrue();
            assertThat(list.has("reason")).isFalse();
        }
    }
}
