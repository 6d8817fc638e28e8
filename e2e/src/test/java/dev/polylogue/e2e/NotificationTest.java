package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.testkit.Script;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the browser is asked to tell a person who looks elsewhere: nothing before they want it, and then each thing once. */
class NotificationTest extends BrowserTest {

    private static final String GATED = "local/gated";
    private static final int LENGTH = 20;

    /** Keeps what is told in the page that tells it, in the place of the desktop. */
    private static final String RECORDING = """
            window.told = [];
            window.Notification = class extends EventTarget {
                static permission = 'granted';
                static requestPermission = () => Promise.resolve('granted');
                constructor(title, { body }) { super(); window.told.push(this); this.words = `${title}: ${body}`; }
                close() {}
            };""";

    @Override
    Map<String, Script> models() {
        return Map.of("gated", Script.script().length(LENGTH).gated().build());
    }

    @Test
    void ofAllTabsOneTellsOfWhatNoTabShowsAndAClickOnItLeadsThere() {
        context.addInitScript(RECORDING);
        ChatPage chat = openPage();
        ChatPage other = openPage();
        String before = chat.begin(GATED, "before it is wanted");
        chat.element("new-chat").click();
        asked("before it is wanted").release(LENGTH);
        chat.awaitAttention(before, "finished");
        assertThat(told(chat, other)).isEmpty();
        chat.element("settings-button").click();
        assertThat(chat.element("notifications")).hasAttribute("aria-checked", "false");
        chat.element("notifications").click();
        assertThat(chat.element("notifications")).hasAttribute("aria-checked", "true");
        chat.page().keyboard().press("Escape");
        chat.page().waitForFunction(TELLS);

        String shown = chat.begin(GATED, "in sight");
        String hidden = other.begin(GATED, "out of sight");
        other.element("new-chat").click();
        other.begin("polylogue/guide", "Ask me a question");
        other.element("new-chat").click();
        asked("in sight").release(LENGTH);
        chat.awaitStatus("complete");
        asked("out of sight").release(LENGTH);

        other.awaitAttention(hidden, "finished");
        chat.page().waitForCondition(() -> told(chat, other).size() == 2);
        assertThat(told(chat, other))
                .containsExactlyInAnyOrder(
                        "Ask me a question: Needs your answer", "out of sight: The answer is finished");
        assertThat(chat.currentConversation()).isEqualTo(shown);
        ChatPage teller = told(chat).isEmpty() ? other : chat;
        teller.page()
                .evaluate(
                        "window.told.find(each => each.words.includes('finished')).dispatchEvent(new Event('click'))");
        teller.page().waitForURL("**/c/" + hidden);
    }

    /** The tab that tells for all has this lock. */
    private static final String TELLS =
            "async () => (await navigator.locks.query()).held.some(({ name }) => name === 'polylogue-tells')";

    private static List<String> told(ChatPage... tabs) {
        return List.of(tabs).stream()
                .map(tab -> tab.page().evaluate("window.told.map(({ words }) => words)"))
                .flatMap(words -> ((List<?>) words).stream().map(String::valueOf))
                .toList();
    }
}
