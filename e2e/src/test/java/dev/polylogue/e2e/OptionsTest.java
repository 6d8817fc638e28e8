package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.UpstreamRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How the answers of one conversation are to be made, and that its model is told so. */
class OptionsTest extends BrowserTest {

    /** Of a family that thinks before it speaks. */
    private static final String THINKING = "local/qwen3-thinking";

    private static final String PLAIN = "local/plain";
    private static final String PROMPT = "You speak in rhymes.";

    @Override
    Map<String, Script> models() {
        return Map.of(
                "qwen3-thinking", Script.script().build(),
                "plain", Script.script().build());
    }

    @Test
    void whatIsSetIsToldToTheModelAndSurvivesAReload() {
        ChatPage chat = openPage();
        chat.chooseModel(THINKING);
        Locator options = open(chat);
        chat.element("system-prompt").fill(PROMPT);
        options.getByLabel("Temperature").fill("0.3");
        options.getByLabel("Longest answer").fill("77");
        options.getByText("High").click();
        close(chat);
        chat.send("with options");
        chat.awaitStatus("complete");
        assertAsked(asked("with options"));

        chat.reload();
        open(chat);
        assertThat(chat.element("system-prompt")).hasValue(PROMPT);
        assertThat(options.getByLabel("Temperature")).hasValue("0.3");
        assertThat(options.getByLabel("Longest answer")).hasValue("77");
        assertThat(options.getByLabel("High")).isChecked();
        close(chat);
        chat.element("regenerate").click();
        assertAsked(asked("with options", 2));

        open(chat);
        chat.element("options-reset").click();
        close(chat);
        chat.awaitStatus("complete");
        chat.send("without options");
        JsonNode body = asked("without options").body();
        assertThat(body.has("temperature") || body.has("max_tokens") || body.has("reasoning_effort"))
                .isFalse();
        assertThat(body.path("messages").path(0).path("role").asString()).isEqualTo("user");
    }

    @Test
    void thinkingIsOfferedOnlyWhereTheModelThinksAndBelongsToOneConversation() {
        ChatPage chat = openPage();
        chat.chooseModel(THINKING);
        Locator options = open(chat);
        options.getByText("Low").click();
        chat.element("system-prompt").fill(PROMPT);
        close(chat);
        chat.chooseModel(PLAIN);
        open(chat);
        assertThat(options.getByText("Low")).hasCount(0);
        assertThat(chat.element("system-prompt")).hasValue(PROMPT);
        close(chat);
        chat.send("no thinking");
        JsonNode body = asked("no thinking").body();
        assertThat(body.has("reasoning_effort")).isFalse();
        assertThat(body.path("messages").path(0).path("content").asString()).isEqualTo(PROMPT);

        chat.begin(THINKING, "another conversation");
        JsonNode other = asked("another conversation").body();
        assertThat(other.has("reasoning_effort")).isFalse();
        assertThat(other.path("messages")).hasSize(1);
        open(chat);
        assertThat(chat.element("system-prompt")).hasValue("");
        assertThat(options.getByLabel("As it is")).isChecked();
    }

    private static Locator open(ChatPage chat) {
        chat.element("options-button").click();
        assertThat(chat.element("system-prompt")).isVisible();
        return chat.page().getByLabel("Options of this conversation");
    }

    private static void close(ChatPage chat) {
        chat.page().keyboard().press("Escape");
        assertThat(chat.element("system-prompt")).hasCount(0);
    }

    private static void assertAsked(UpstreamRequest request) {
        JsonNode body = request.body();
        assertThat(body.path("messages").path(0).path("role").asString()).isEqualTo("system");
        assertThat(body.path("messages").path(0).path("content").asString()).isEqualTo(PROMPT);
        assertThat(body.path("temperature").asDouble()).isEqualTo(0.3);
        assertThat(body.path("max_tokens").asInt()).isEqualTo(77);
        assertThat(body.path("reasoning_effort").asString()).isEqualTo("high");
    }
}
