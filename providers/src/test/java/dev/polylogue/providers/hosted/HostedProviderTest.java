package dev.polylogue.providers.hosted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelEvent.Finished;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.provider.PromptMessage.Asked;
import dev.polylogue.engine.provider.PromptMessage.Assistant;
import dev.polylogue.engine.provider.PromptMessage.User;
import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.protocol.command.ModelInfo;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.providers.http.UpstreamClient;
import dev.polylogue.providers.openai.OpenAiChat;
import dev.polylogue.providers.settings.ProviderSettings;
import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.RecordingSink;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.SimulatedUpstream;
import dev.polylogue.testkit.UpstreamRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class HostedProviderTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final SimulatedUpstream upstream = SimulatedUpstream.start();
    private final FakeTime time = new FakeTime();
    private final UpstreamClient client = new UpstreamClient(time);

    @AfterEach
    void close() {
        client.close();
        upstream.close();
    }

    private HostedProvider provider(String baseUrl, String... models) {
        return providerWithKey("secret-key", baseUrl, models);
    }

    private HostedProvider providerWithKey(String key, String baseUrl, String... models) {
        var settings = new ProviderSettings("there", null, baseUrl, key, 2, List.of(models), null, null);
        return new HostedProvider(time, client, settings, new OpenAiChat(settings), WatchPace.CONFIGURED);
    }

    private JsonNode bodyOf(ModelRequest request) throws Exception {
        var sink = new RecordingSink();
        int before = upstream.requests().size();
        provider(upstream.baseUrl()).start(request, sink).await();
        return upstream.requests().get(before).body();
    }

    @Test
    void thePromptIsWhatWasSaidWithQuestionsAsTurns() throws Exception {
        List<PromptMessage> prompt =
                List.of(new User("Hello"), new Assistant("Hi"), new Asked("Which?", "This"), new Asked("Sure?", null));
        JsonNode body = bodyOf(new ModelRequest("length-2", "Be brief.", prompt, false));
        assertThat(JsonMapper.shared().writeValueAsString(body.path("messages")))
                .isEqualTo("[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                        + "{\"role\":\"user\",\"content\":\"Hello\"},{\"role\":\"assistant\",\"content\":\"Hi\"},"
                        + "{\"role\":\"assistant\",\"content\":\"Which?\"},{\"role\":\"user\",\"content\":\"This\"},"
                        + "{\"role\":\"assistant\",\"content\":\"Sure?\"},{\"role\":\"user\",\"content\":"
                        + "\"(I would rather not answer that. Go on with what you know.)\"}]");
        assertThat(body.path("stream").asBoolean()).isTrue();
        assertThat(body.path("stream_options").path("include_usage").asBoolean())
                .isTrue();
        assertThat(body.path("model").asString()).isEqualTo("length-2");
    }

    @Test
    void aCutAnswerGoesOnWhereItStopped() throws Exception {
        String whole = SimulatedUpstream.textOf("length-30", 30);
        for (int cut : List.of(1, 17, whole.length() - 1)) {
            var sink = new RecordingSink();
            List<PromptMessage> prompt = List.of(new User("Hello"), new Assistant(whole.substring(0, cut)));
            provider(upstream.baseUrl())
                    .start(new ModelRequest("length-30", null, prompt, true), sink)
                    .await();
            assertThat(sink.text()).isEqualTo(whole.substring(cut));
        }
    }

    @Test
    void theKeyGoesToTheServerAndIsShownNowhere() throws Exception {
        HostedProvider provider = provider(upstream.baseUrl());
        provider.start(request("length-1"), new RecordingSink()).await();
        UpstreamRequest request = upstream.requests().getFirst();
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer secret-key")
                .containsEntry("host", "127.0.0.1:" + upstream.port())
                .doesNotContainKeys("upgrade", "http2-settings");
        var settings = new ProviderSettings("there", null, "http://x", "secret-key", 2, null, null, null);
        assertThat(settings.toString()).doesNotContain("secret-key");
    }

    @Test
    void aServerThatRefusesStreamOptionsIsAskedWithoutThemAndThatIsRemembered() throws Exception {
        HostedProvider provider = provider(upstream.baseUrl());
        String model = "length-5-refuses-stream_options";
        for (int round = 0; round < 2; round++) {
            var sink = new RecordingSink();
            assertThat(provider.start(request(model), sink).await()).isEqualTo(new Finished(FinishReason.STOP));
            assertThat(sink.text()).isEqualTo(SimulatedUpstream.textOf(model, 5));
        }
        assertThat(upstream.requests()).hasSize(3);
        assertThat(upstream.requests().get(0).body().has("stream_options")).isTrue();
        assertThat(upstream.requests().get(1).body().has("stream_options")).isFalse();
        assertThat(upstream.requests().get(2).body().has("stream_options")).isFalse();
    }

    @Test
    void aFieldThatIsNotOptionalIsRefusedOnce() throws Exception {
        var sink = new RecordingSink();
        assertThat(provider(upstream.baseUrl())
                        .start(request("refuses-messages"), sink)
                        .await())
                .isInstanceOf(ModelEvent.Failed.class);
        assertThat(upstream.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/v1", "/v1/", "/v1/chat/completions"})
    void theBaseUrlIsFoundWithAndWithoutItsVersion(String path) throws Exception {
        upstream.model("a", Script.script().build());
        HostedProvider provider = provider(upstream.rootUrl() + path);
        provider.watch();
        assertThat(provider.awaitFirstLook(SOON)).isTrue();
        assertThat(provider.status().models()).extracting(ModelInfo::id).containsExactly("there/a");
        assertThat(provider.status().models()).allMatch(ModelInfo::available);
        assertThat(provider.start(request("a"), new RecordingSink()).await())
                .isEqualTo(new Finished(FinishReason.STOP));
        provider.close();
    }

    @Test
    void aCallBeforeTheFirstLookGuessesTheVersion() throws Exception {
        assertThat(provider(upstream.rootUrl())
                        .start(request("length-1"), new RecordingSink())
                        .await())
                .isEqualTo(new Finished(FinishReason.STOP));
    }

    @Test
    void aServerThatGoesDownKeepsItsModelsWithTheReasonAndComesBackByItself() throws Exception {
        upstream.model("a", Script.script().build());
        HostedProvider provider = provider(upstream.baseUrl());
        provider.watch();
        assertThat(provider.awaitFirstLook(SOON)).isTrue();
        upstream.down();
        time.advance(Duration.ofSeconds(60));
        // A connection that came just before the end is closed, not refused; the next look is refused.
        String reason = "The model server at 127.0.0.1:" + upstream.port() + " does not answer. Check that it runs.";
        Await.until("down", SOON, () -> {
            time.advance(Duration.ofSeconds(5));
            return reason.equals(provider.status().models().getFirst().reason());
        });
        assertThat(provider.status().models()).extracting(ModelInfo::id).containsExactly("there/a");
        upstream.model("b", Script.script().build());
        upstream.up();
        Await.until("up", SOON, () -> {
            time.advance(Duration.ofSeconds(5));
            return isAvailable(provider);
        });
        assertThat(provider.status().models()).extracting(ModelInfo::name).containsExactly("a", "b");
        provider.close();
    }

    @Test
    void aCallThatFindsNobodyMakesTheModelsUnavailableAtOnce() throws Exception {
        HostedProvider provider = provider(upstream.baseUrl(), "a");
        provider.watch();
        assertThat(provider.awaitFirstLook(SOON)).isTrue();
        upstream.down();
        provider.start(request("a"), new RecordingSink()).await();
        Await.until("down", SOON, () -> !isAvailable(provider));
        provider.close();
    }

    @Test
    void configuredModelsAreShownAlsoWithoutAnAnswer() throws Exception {
        HostedProvider provider = provider(upstream.baseUrl(), "one", "two");
        assertThat(provider.status().models()).extracting(ModelInfo::available).containsExactly(false, false);
        upstream.listStatus(404);
        provider.watch();
        assertThat(provider.awaitFirstLook(SOON)).isTrue();
        assertThat(provider.status().models()).extracting(ModelInfo::available).containsExactly(true, true);
        assertThat(provider.status().models().getFirst().maxConcurrent()).isEqualTo(2);
        provider.close();
    }

    @Test
    void aWrongKeyIsTheReasonInWords() throws Exception {
        upstream.listStatus(401);
        HostedProvider provider = provider(upstream.baseUrl(), "one");
        provider.watch();
        assertThat(provider.awaitFirstLook(SOON)).isTrue();
        assertThat(provider.status().models().getFirst().reason())
                .isEqualTo("The model server answered 401: No list today. Check the API key.");
        provider.close();
    }

    @Test
    void aKeyThatCannotBeSentIsTheReasonInWords() throws Exception {
        HostedProvider provider = providerWithKey("secret\nkey", upstream.baseUrl(), "one");
        String words = "A request to the model server at 127.0.0.1:" + upstream.port()
                + " cannot be written. Check its API key for a line's end or another stray character.";

        ModelEvent.Terminal end =
                provider.start(request("one"), new RecordingSink()).await();

        assertThat(end).isEqualTo(new ModelEvent.Failed(ErrorCode.UPSTREAM_UNREACHABLE, words, null));
        provider.watch();
        assertThat(provider.awaitFirstLook(SOON)).isTrue();
        assertThat(provider.status().models().getFirst().reason()).isEqualTo(words);
        assertThat(upstream.requests()).isEmpty();
        provider.close();
    }

    @Test
    void modelsThatCannotChatAreLeftOut() throws Exception {
        for (String name : List.of("gpt-4o", "text-embedding-3-small", "tts-1", "whisper-1", "dall-e-3", "o3-mini")) {
            upstream.model(name, Script.script().build());
        }
        HostedProvider provider = provider(upstream.baseUrl());
        provider.watch();
        assertThat(provider.awaitFirstLook(SOON)).isTrue();
        assertThat(provider.status().models()).extracting(ModelInfo::name).containsExactly("gpt-4o", "o3-mini");
        assertThat(provider.status().models())
                .extracting(model -> model.capabilities().reasoning())
                .containsExactly(false, true);
        provider.close();
    }

    @Test
    void pausesGrowWhileItIsDown() {
        assertThat(List.of(1, 2, 3, 4, 5, 50))
                .extracting(WatchPace.CONFIGURED::pauseAfter)
                .extracting(Duration::toSeconds)
                .containsExactly(5L, 10L, 20L, 40L, 60L, 60L);
    }

    private static boolean isAvailable(HostedProvider provider) {
        return provider.status().models().getFirst().available();
    }

    private static ModelRequest request(String model) {
        return new ModelRequest(model, null, List.of(new User("Hello")), false);
    }
}
