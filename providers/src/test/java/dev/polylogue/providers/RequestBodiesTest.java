package dev.polylogue.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.provider.Attachment;
import dev.polylogue.engine.provider.ModelOptions;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.provider.PromptMessage.Assistant;
import dev.polylogue.engine.provider.PromptMessage.Reasoning;
import dev.polylogue.engine.provider.PromptMessage.ToolAnswered;
import dev.polylogue.engine.provider.PromptMessage.ToolCalled;
import dev.polylogue.engine.provider.PromptMessage.User;
import dev.polylogue.protocol.command.ReasoningEffort;
import dev.polylogue.protocol.tool.ToolDefinition;
import dev.polylogue.providers.settings.ProviderSettings;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One conversation with everything in it, as each dialect sends it. */
final class RequestBodiesTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final ModelOptions ALL = new ModelOptions(0.5, 6_000, ReasoningEffort.MEDIUM);
    private static final ToolDefinition LOOKUP = new ToolDefinition(
            "lookup",
            "Looks it up.",
            JSON.readTree("{\"type\":\"object\",\"properties\":{\"q\":{\"type\":\"string\"}},\"required\":[\"q\"]}"));

    private static ProviderSettings settings(String dialect) {
        return new ProviderSettings(
                "there", dialect, "http://127.0.0.1:1", null, null, null, null, null, null, "10m", 16_384);
    }

    private static JsonNode body(String dialect, ModelRequest request, String... refused) {
        return Dialects.of(settings(dialect)).body(request, Set.of(refused));
    }

    private static JsonNode thought(String dialect) {
        return JSON.readTree(
                switch (dialect) {
                    case "anthropic" -> "{\"anthropic\":{\"signature\":\"sig\"}}";
                    case "gemini" -> "{\"gemini\":{\"thoughtSignature\":\"sig\"}}";
                    case "openai-responses" -> "{\"openai-responses\":{\"id\":\"rs_1\",\"encrypted_content\":\"enc\"}}";
                    default -> "{\"" + dialect + "\":{}}";
                });
    }

    private static ToolCalled called(String id, String q) {
        return new ToolCalled(id, "lookup", JSON.readTree("{\"q\":\"" + q + "\"}"), null);
    }

    private static ModelRequest conversation(String dialect, String model) {
        JsonNode signed = "gemini".equals(dialect) ? thought("gemini") : null;
        List<PromptMessage> prompt = List.of(
                new User("What is this?", List.of(new Attachment("a.png", "image/png", () -> new byte[] {1, 2, 3}))),
                new Assistant("A cat."),
                new User("Sure?"),
                new Reasoning("Hm.", thought(dialect)),
                new Assistant("I look."),
                new ToolCalled("call_1", "lookup", JSON.readTree("{\"q\":\"cat\"}"), signed),
                called("functions.lookup:1", "dog"),
                new ToolAnswered("call_1", "lookup", "a cat", false),
                new ToolAnswered("functions.lookup:1", "lookup", "no dog", true));
        return new ModelRequest(model, "Be brief.", prompt, false, List.of(LOOKUP), ALL);
    }

    @ParameterizedTest
    @CsvSource({
        "openai-chat, gpt-5",
        "anthropic, claude-sonnet-4-5",
        "ollama, qwen3:8b",
        "gemini, gemini-2.5-flash",
        "openai-responses, gpt-5"
    })
    void aWholeConversationIsSentExactlySo(String dialect, String model) throws IOException {
        JsonNode body = body(dialect, conversation(dialect, model));
        assertThat(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(body))
                .isEqualToNormalizingNewlines(resource("/requests/" + dialect + ".json"));
    }

    private static String resource(String path) throws IOException {
        try (InputStream in = Objects.requireNonNull(RequestBodiesTest.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai-chat", "anthropic", "ollama", "gemini", "openai-responses"})
    void whatAnotherDialectThoughtIsNotTold(String dialect) {
        List<PromptMessage> prompt = List.of(
                new User("Hello"),
                new Reasoning("SECRET", JSON.readTree("{\"other\":{\"signature\":\"x\"}}")),
                called("c", "SHOWN"),
                new ToolAnswered("c", "lookup", "", false));
        String body = body(dialect, new ModelRequest("m", null, prompt, false)).toString();
        assertThat(body).contains("SHOWN").doesNotContain("SECRET", "signature\":\"x\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai-chat", "anthropic", "ollama", "gemini", "openai-responses"})
    void aCutAnswerIsGoneOnWithByAWishOfThePersons(String dialect) {
        List<PromptMessage> prompt = List.of(new User("Hello"), new Assistant("Hi, I a"));
        JsonNode body = body(dialect, new ModelRequest("m", null, prompt, true));
        JsonNode turns = body.has("messages")
                ? body.path("messages")
                : body.path("gemini".equals(dialect) ? "contents" : "input");
        assertThat(turns.size()).isEqualTo(3);
        assertThat(turns.path(2).path("role").asString()).isEqualTo("user");
        assertThat(turns.path(2).toString()).contains("exactly where it stopped");
    }

    @Test
    void mistralGetsIdsOfItsOwnFormAndTheSameForCallAndAnswer() {
        var dialect = Dialects.of(ProviderSettings.of("m", "https://api.mistral.ai/v1"));
        JsonNode messages = dialect.body(conversation("openai-chat", "mistral-large"), Set.of())
                .path("messages");
        String id = messages.path(4).path("tool_calls").path(0).path("id").asString();
        assertThat(id).matches("[a-zA-Z0-9]{9}");
        assertThat(messages.path(5).path("tool_call_id").asString()).isEqualTo(id);
        assertThat(messages.path(6).path("tool_call_id").asString()).isNotEqualTo(id);
    }

    @Test
    void deepSeekIsToldWhatItThoughtBeforeACallOfThisAnswerOnly() {
        var dialect = Dialects.of(ProviderSettings.of("d", "https://api.deepseek.com"));
        JsonNode messages = dialect.body(conversation("openai-chat", "deepseek-chat"), Set.of())
                .path("messages");
        assertThat(messages.path(4).path("reasoning_content").asString()).isEqualTo("Hm.");
        List<PromptMessage> over =
                List.of(new User("a"), new Reasoning("Hm.", thought("openai-chat")), new Assistant("b"), new User("c"));
        assertThat(dialect.body(new ModelRequest("m", null, over, false), Set.of())
                        .toString())
                .doesNotContain("reasoning_content");
    }

    @Test
    void theLimitHasTheNameThatTheServerKnows() {
        ModelRequest request = conversation("openai-chat", "m");
        assertThat(body("openai-chat", request).path("max_tokens").asInt()).isEqualTo(6_000);
        assertThat(body("openai-chat", request, "/max_tokens")
                        .path("max_completion_tokens")
                        .asInt())
                .isEqualTo(6_000);
        var openAi = Dialects.of(ProviderSettings.of("o", "https://api.openai.com/v1"));
        assertThat(openAi.body(request, Set.of()).has("max_tokens")).isFalse();
        assertThat(openAi.body(request, Set.of()).path("max_completion_tokens").asInt())
                .isEqualTo(6_000);
    }

    @Test
    void anthropicModelsThinkByBudgetOrByEffortAndNeverWithATemperature() {
        JsonNode newer = body("anthropic", conversation("anthropic", "claude-opus-4-7"));
        assertThat(newer.path("thinking").path("type").asString()).isEqualTo("adaptive");
        assertThat(newer.path("output_config").path("effort").asString()).isEqualTo("medium");
        assertThat(newer.has("temperature")).isFalse();
        JsonNode learnt = body("anthropic", conversation("anthropic", "claude-opus-4-7"), "/thinking/type=adaptive");
        assertThat(learnt.path("thinking").path("budget_tokens").asInt()).isEqualTo(3_000);
        JsonNode neither = body(
                "anthropic",
                conversation("anthropic", "claude-opus-4-7"),
                "/thinking/type=adaptive",
                "/thinking/type=enabled");
        assertThat(neither.has("thinking")).isFalse();
        assertThat(neither.path("temperature").asDouble()).isEqualTo(0.5);
    }

    @Test
    void anthropicDoesNotThinkOnBetweenACallAndItsAnswerWhereNothingWasThoughtBefore() {
        List<PromptMessage> prompt =
                List.of(new User("Hello"), called("c", "x"), new ToolAnswered("c", "lookup", "y", false));
        JsonNode body =
                body("anthropic", new ModelRequest("claude-sonnet-4-5", null, prompt, false, List.of(LOOKUP), ALL));
        assertThat(body.has("thinking")).isFalse();
    }

    @Test
    void geminiIsToldThatACallOfAnotherModelHasNoSignature() {
        JsonNode parts = body("gemini", conversation("other", "gemini-3-pro"))
                .path("contents")
                .path(3)
                .path("parts");
        assertThat(parts.path(1).path("thoughtSignature").asString()).isEqualTo("skip_thought_signature_validator");
        assertThat(parts.path(2).has("thoughtSignature")).isFalse();
    }

    @Test
    void ollamaThinksOrNotAndItsOptionsAreTheProviders() {
        assertThat(body("ollama", conversation("ollama", "gpt-oss:20b"))
                        .path("think")
                        .asString())
                .isEqualTo("medium");
        assertThat(body("ollama", conversation("ollama", "llama3.2"), "/think").has("think"))
                .isFalse();
        assertThat(body("ollama", new ModelRequest("m", null, List.of(new User("a")), false))
                        .path("options"))
                .isEqualTo(JSON.readTree("{\"num_ctx\":16384}"));
    }
}
