package dev.polylogue.providers.hosted;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What servers were seen to say. */
final class RefusableTest {

    private static final Refusable TEMPERATURE = Refusable.byModel("/temperature", "temperature");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.ollama.ai/library/gemma3:4b does not support tools",
                "\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set",
                "tools param requires --jinja flag",
                "Function calling is not enabled for models/gemma-3-27b-it",
                "`tool calling` is not supported with this model",
                "No endpoints found that support tool use. To learn more about provider routing, visit",
                "tools is not supported in this model.",
                "This model doesn't support tool use.",
                "Unrecognized request argument supplied: tools"
            })
    void aModelWithoutToolsSaysSo(String words) {
        assertThat(Refusable.tools().words().matcher(words).find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tools.0.custom.input_schema: JSON schema is invalid. It must match JSON Schema draft 2020-12",
                "tools.0.custom.extra: Extra inputs are not permitted",
                "Invalid schema for function 'lookup': 'strange' is not valid under any of the given schemas",
                "Invalid 'tools': array too long. Expected an array with maximum length 128",
                "messages.3: `tool_use` ids were found without `tool_result` blocks immediately after"
            })
    void whatIsWrongWithOneToolIsNoReasonToSendNone(String words) {
        assertThat(Refusable.tools().words().matcher(words).find()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value is",
                "`temperature` is deprecated for this model.",
                "Unknown parameter: 'temperature'.",
                "{\"loc\":[\"body\",\"temperature\"],\"type\":\"extra_forbidden\"}"
            })
    void aModelWithoutAFieldSaysSo(String words) {
        assertThat(TEMPERATURE.words().matcher(words).find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "temperature: range: 0..1",
                "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead.",
                "This model does not support images. If this goes on, contact support."
            })
    void aValueThatIsTooLargeIsThePersonsToChange(String words) {
        assertThat(TEMPERATURE.words().matcher(words).find()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"think\":true}", "{\"think\":\"high\"}"})
    void aWordIsLearntWithItsValueAndAnythingElseWithout(String body) {
        JsonNode sent = JsonMapper.shared().readTree(body);
        assertThat(Refusable.byModel("/think", "think").lesson(sent))
                .isEqualTo(sent.path("think").isString() ? "/think=high" : "/think");
        assertThat(TEMPERATURE.lesson(sent)).isEmpty();
    }
}
