package dev.polylogue.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OptionsTest {

    private TestServer server;
    private Api api;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = TestServer.start(folder);
        api = server.api();
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void optionsAreShownAsTheyWereSet() {
        String path = "/api/conversations/" + api.conversation(Models.QUICK);
        assertThat(api.get(path).json().path("options").toString()).isEqualTo("{}");

        Answer set = api.patch(
                path, "{\"options\":{\"temperature\":0.5,\"maxOutputTokens\":100,\"reasoningEffort\":\"low\"}}");
        assertThat(set.status()).isEqualTo(200);
        api.patch(path, "{\"title\":\"Another\"}");
        assertThat(api.get(path).json().path("options").toString())
                .isEqualTo("{\"temperature\":0.5,\"maxOutputTokens\":100,\"reasoningEffort\":\"low\"}");

        api.patch(path, "{\"options\":{\"temperature\":null,\"maxOutputTokens\":5}}");
        assertThat(api.get(path).json().path("options").toString()).isEqualTo("{\"maxOutputTokens\":5}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"temperature\":2.1}|options.temperature",
                "{\"temperature\":-1}|options.temperature",
                "{\"temperature\":\"warm\"}|options.temperature",
                "{\"maxOutputTokens\":0}|options.maxOutputTokens",
                "{\"maxOutputTokens\":99999999999}|options.maxOutputTokens",
                "{\"reasoningEffort\":\"enormous\"}|options.reasoningEffort",
                "7|options"
            })
    void whatNoModelTakesIsRefusedWithItsField(String options, String field) {
        String path = "/api/conversations/" + api.conversation(Models.QUICK);

        Answer refused = api.patch(path, "{\"title\":\"New\",\"options\":" + options + "}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field("code")).isEqualTo("bad-request");
        assertThat(refused.field("path")).isEqualTo(field);
        assertThat(api.get(path).field("title")).isEmpty();
    }
}
