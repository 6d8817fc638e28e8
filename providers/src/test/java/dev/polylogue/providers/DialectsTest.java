package dev.polylogue.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelEvent.Finished;
import dev.polylogue.engine.provider.ModelOptions;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage.User;
import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.protocol.command.ModelInfo;
import dev.polylogue.protocol.command.ModelInfo.Capabilities;
import dev.polylogue.protocol.command.ReasoningEffort;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.tool.ToolDefinition;
import dev.polylogue.providers.hosted.HostedProvider;
import dev.polylogue.providers.hosted.WatchPace;
import dev.polylogue.providers.http.UpstreamClient;
import dev.polylogue.providers.settings.ProviderSettings;
import dev.polylogue.testkit.RecordingSink;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.SimulatedUpstream;
import dev.polylogue.testkit.UpstreamRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What each dialect has of its own, against a server that speaks it. */
final class DialectsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final SimulatedUpstream upstream = SimulatedUpstream.start();
    private final FakeTime time = new FakeTime();
    private final UpstreamClient client = new UpstreamClient(time);

    @AfterEach
    void close() {
        client.close();
        upstream.close();
    }

    private HostedProvider provider(String dialect, String baseUrl) {
        var settings = new ProviderSettings("there", dialect, baseUrl, "secret-key", null, null, null, null);
        return new HostedProvider(time, client, settings, Dialects.of(settings), WatchPace.CONFIGURED);
    }

    private HostedProvider watched(String dialect, String path) throws InterruptedException {
        HostedProvider provider = provider(dialect, upstream.rootUrl() + path);
        provider.watch();
        assertThat(provider.awaitFirstLook(SOON)).isTrue();
        return provider;
    }

    private static ModelRequest request(String model, ModelOptions options) {
        var tool = new ToolDefinition("lookup", "", JsonMapper.shared().readTree("{\"type\":\"object\"}"));
        return new ModelRequest(model, null, List.of(new User("Hello")), false, List.of(tool), options);
    }

    @ParameterizedTest
    @CsvSource({
        "openai-chat, /v1",
        "anthropic, ''",
        "anthropic, /v1",
        "anthropic, /v1/messages",
        "ollama, ''",
        "ollama, /v1",
        "ollama, /api/chat",
        "gemini, ''",
        "gemini, /v1beta/",
        "openai-responses, ''",
        "openai-responses, /v1/responses"
    })
    void theBaseUrlIsTakenAsPeopleGiveIt(String dialect, String path) throws Exception {
        upstream.model("length-1", Script.script().length(1).build());
        HostedProvider provider = watched(dialect, path);
        assertThat(provider.status().models()).extracting(ModelInfo::id).containsExactly("there/length-1");
        assertThat(provider.start(request("length-1", ModelOptions.DEFAULT), new RecordingSink())
                        .await())
                .isEqualTo(new Finished(FinishReason.STOP));
    }

    @ParameterizedTest
    @CsvSource({
        "openai-chat, authorization, Bearer secret-key",
        "anthropic, x-api-key, secret-key",
        "ollama, authorization, Bearer secret-key",
        "gemini, x-goog-api-key, secret-key",
        "openai-responses, authorization, Bearer secret-key"
    })
    void theKeyGoesWhereTheDialectWantsIt(String dialect, String header, String value) throws Exception {
        provider(dialect, upstream.rootUrl())
                .start(request("length-1", ModelOptions.DEFAULT), new RecordingSink())
                .await();
        UpstreamRequest request = upstream.requests().getFirst();
        assertThat(request.headers()).containsEntry(header, value);
        assertThat(request.body().toString()).doesNotContain("secret-key");
    }

    @ParameterizedTest
    @CsvSource({
        "openai-chat, temperature",
        "openai-chat, tools",
        "openai-chat, reasoning_effort",
        "openai-chat, max_tokens",
        "anthropic, thinking",
        "anthropic, tools",
        "ollama, think",
        "ollama, tools",
        "gemini, tools",
        "openai-responses, include",
        "openai-responses, temperature"
    })
    void whatAModelRefusesIsNotSentToItAgain(String dialect, String field) throws Exception {
        HostedProvider provider = provider(dialect, upstream.rootUrl());
        var options = new ModelOptions(0.5, 4_000, ReasoningEffort.HIGH);
        String model = "length-2-refuses-" + field;
        for (int round = 0; round < 2; round++) {
            var sink = new RecordingSink();
            assertThat(provider.start(request(model, options), sink).await())
                    .isEqualTo(new Finished(FinishReason.STOP));
            assertThat(sink.text()).isEqualTo(SimulatedUpstream.textOf(model, 2));
        }
        assertThat(upstream.requests().getFirst().body().has(field)).isTrue();
        assertThat(upstream.requests().getLast().body().has(field)).isFalse();
        int asked = upstream.requests().size();
        provider.start(request("length-2", options), new RecordingSink()).await();
        assertThat(upstream.requests()).hasSize(asked + 1);
        assertThat(upstream.requests().getLast().body().has(field)).isTrue();
    }

    @Test
    void aModelThatHasRefusedToolsHasNoneFromThenOn() throws Exception {
        upstream.model("gpt-4o", Script.script().refuses("tools").build());
        HostedProvider provider = watched("openai-chat", "/v1");
        assertThat(provider.status().models().getFirst().capabilities().tools()).isTrue();
        provider.start(request("gpt-4o", ModelOptions.DEFAULT), new RecordingSink())
                .await();
        assertThat(provider.status().models().getFirst().capabilities().tools()).isFalse();
    }

    @Test
    void ollamaSaysWhatEachModelCanAndIsAskedOnce() throws Exception {
        upstream.model("cat-completion-tools", Script.script().build());
        upstream.model("dog-completion-vision-thinking", Script.script().build());
        upstream.model("owl-insert", Script.script().build());
        HostedProvider provider = watched("ollama", "");
        assertThat(provider.status().models())
                .extracting(ModelInfo::name)
                .containsExactly("cat-completion-tools", "dog-completion-vision-thinking");
        assertThat(provider.status().models())
                .extracting(ModelInfo::capabilities)
                .containsExactly(new Capabilities(true, false, false), new Capabilities(false, true, true));
    }

    @Test
    void ofAModelThatIsConfiguredTheServersWordCountsToo() throws Exception {
        upstream.model("cat-completion-tools", Script.script().build());
        var settings = new ProviderSettings(
                "there", "ollama", upstream.rootUrl(), null, null, List.of("cat-completion-tools", "owl"), null, null);
        var provider = new HostedProvider(time, client, settings, Dialects.of(settings), WatchPace.CONFIGURED);
        provider.watch();
        assertThat(provider.awaitFirstLook(SOON)).isTrue();
        assertThat(provider.status().models())
                .extracting(ModelInfo::name, model -> model.capabilities().tools())
                .containsExactly(tuple("cat-completion-tools", true), tuple("owl", false));
    }

    @Test
    void geminiListsWhatGeneratesContentByItsBareName() throws Exception {
        for (String name :
                List.of("gemini-2.5-flash", "text-embedding-004", "gemini-2.5-flash-preview-tts", "imagen-4")) {
            upstream.model(name, Script.script().build());
        }
        assertThat(watched("gemini", "").status().models())
                .extracting(ModelInfo::name, ModelInfo::capabilities)
                .containsExactly(tuple("gemini-2.5-flash", new Capabilities(true, true, true)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai-chat", "anthropic", "ollama", "gemini", "openai-responses"})
    void theServersOwnWordsReachThePerson(String dialect) throws Exception {
        var end = (ModelEvent.Failed) provider(dialect, upstream.rootUrl())
                .start(request("nobody", ModelOptions.DEFAULT), new RecordingSink())
                .await();
        assertThat(end.message())
                .isEqualTo("The model server answered 404: The model `nobody` does not exist."
                        + " Check the model's name and the base URL.");
    }
}
