package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.polylogue.testkit.Script;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was said somewhere is found by its words, and its conversation opens at it. */
class SearchTest extends BrowserTest {

    private static final String VIOLINS = "local/violins";
    private static final String SHORT = "local/short";
    private static final String ANSWER =
            "Old violins sing best. " + "They were made by hand, and slowly.\n\n".repeat(40);

    @Override
    Map<String, Script> models() {
        return Map.of(
                "violins", Script.script().says(ANSWER).build(),
                "short", Script.script().says("Yes.").build());
    }

    @Test
    void theKeyboardFindsAMessageAndOpensItsConversationThere() {
        ChatPage chat = openPage();
        String conversation = chat.begin(VIOLINS, "Which instruments are the best?");
        chat.awaitStatus("complete");
        chat.send("And now something long about them");
        assertThat(chat.answers()).hasCount(2);
        chat.awaitStatus("complete");
        chat.begin(SHORT, "another one");
        chat.awaitStatus("complete");

        chat.page().keyboard().press("Control+k");
        assertThat(chat.element("search-input")).isFocused();
        chat.page().keyboard().type("INSTRUM");
        assertThat(chat.element("search-result").last().locator("mark")).hasText("instruments");
        results(chat, "Which instruments").click();

        chat.page().waitForURL("**/c/" + conversation);
        Locator found = chat.questions().first();
        assertThat(found).hasAttribute("data-found", "true");
        assertThat(found).isInViewport();
        assertThat(found).isFocused();
        assertThat(chat.element("search-input")).hasCount(0);
    }

    @Test
    void nothingThatIsTypedIsAnErrorAndWhatIsNotThereIsSaid() {
        ChatPage chat = openPage();
        chat.element("search-button").click();
        chat.element("search-input").fill("\"AND (* nowhere");
        assertThat(chat.page().getByText("Nothing has these words.")).isVisible();
        chat.page().keyboard().press("Escape");
        assertThat(chat.element("search-input")).hasCount(0);
    }

    private static Locator results(ChatPage chat, String text) {
        return chat.element("search-result")
                .filter(new Locator.FilterOptions().setHasText(text))
                .last();
    }
}
