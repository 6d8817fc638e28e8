package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.UpstreamRequest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** How the page is used: by keyboard, on a narrow screen, in the dark, by its addresses, and for the first time. */
class PageTest extends BrowserTest {

    private static final String GATED = "local/gated";
    private static final String RICH = "local/rich";
    private static final int LENGTH = 60;
    private static final int NARROW = 390;
    private static final int LONG_LIST = 60;
    private static final String UNKNOWN = "0195c5a0-0000-7000-8000-000000000000";
    private static final String RICH_ANSWER = """
            Here is a table that is wider than a telephone:

            | name | first figure | second figure | third figure | fourth figure | fifth figure |
            |---|---|---|---|---|---|
            | something-with-a-long-name | 1000000 | 2000000 | 3000000 | 4000000 | 5000000 |

            ```java
            var aLineThatDoesNotFit = "on a screen of three hundred and ninety pixels, however small the letters are";
            ```

            https://example.org/an/address/without/any/place/to/break/it/in/two/parts/at/all/because/it/never/ends
            """;

    /** Whether there is a row to click in the middle of the list, when it has just scrolled and that was drawn. */
    private static final String ROW_WHILE_SCROLLING = """
            () => new Promise((resolve) => {
              const scroller = document.querySelector('[data-testid=conversation-list]').parentElement;
              scroller.addEventListener('scroll', () => requestAnimationFrame(() => requestAnimationFrame(() => {
                const { left, top, width, height } = scroller.getBoundingClientRect();
                const hit = document.elementFromPoint(left + width / 2, top + height / 2);
                resolve(hit.closest('[data-testid=conversation-item]') !== null);
              })), { once: true });
              scroller.scrollTop += 60;
            })""";

    @Override
    Map<String, Script> models() {
        return Map.of(
                "gated", Script.script().length(LENGTH).gated().build(),
                "rich", Script.script().says(RICH_ANSWER).build());
    }

    @Test
    void theKeyboardAloneSendsStopsAndSwitches() {
        ChatPage chat = openPage();
        String first = chat.begin(GATED, "keyboard, first");
        UpstreamRequest firstCall = asked("keyboard, first");
        firstCall.release(5);
        chat.begin(GATED, "keyboard, second");
        asked("keyboard, second").release(LENGTH);
        chat.awaitStatus("complete");

        chat.visit(chat.page().url().substring(server.address().length()));
        assertThat(chat.element("chat-input")).isFocused();
        chat.page().keyboard().type("typed by hand");
        chat.page().keyboard().press("Enter");
        asked("typed by hand").release(3);
        chat.awaitText(words(3));
        tabTo(chat, "[data-testid=stop-button]");
        chat.page().keyboard().press("Enter");
        chat.awaitStatus("stopped");

        tabTo(chat, "[data-conversation-id='" + first + "'] a");
        chat.page().keyboard().press("Enter");
        chat.page().waitForURL("**/c/" + first);
        chat.awaitTextContaining(words(5));
    }

    /** In a list so long that only what is in sight of it is drawn. */
    @Test
    void aRowCanBeClickedWhileTheListStillScrolls() {
        for (int i = 0; i < LONG_LIST; i++) {
            api.newConversation(GATED);
        }
        ChatPage chat = openPage();
        assertThat(chat.element("conversation-item").first()).isVisible();
        // Until the part that draws only what is in sight is there, it draws them all.
        assertThat(chat.element("conversation-list").locator("> [role=listitem]"))
                .hasCount(0);
        Object below = chat.page().evaluate(ROW_WHILE_SCROLLING);
        assertThat(below).isEqualTo(true);
    }

    @Test
    void aNarrowScreenHasTheListInADrawerAndNeverScrollsSideways() {
        BrowserContext narrow = newContext(
                new Browser.NewContextOptions().setViewportSize(NARROW, 844).setHasTouch(true));
        ChatPage chat = ChatPage.open(narrow, server.address());
        assertThat(chat.element("conversation-list")).hasCount(0);
        assertFits(chat);
        chat.chooseModel(RICH);
        chat.send("narrow, rich");
        chat.awaitStatus("complete");
        assertThat(chat.lastAnswer().locator("table").first()).isVisible();
        assertFits(chat);
        String rich = chat.currentConversation();

        chat.element("new-chat-compact").click();
        chat.chooseModel(GATED);
        chat.send("narrow, gated");
        asked("narrow, gated").release(LENGTH);
        chat.awaitStatus("complete");
        chat.element("toggle-sidebar").click();
        assertThat(chat.element("conversation-list")).isVisible();
        assertFits(chat);
        chat.switchTo(rich);
        assertThat(chat.element("conversation-list")).hasCount(0);
        assertThat(chat.lastAnswer().locator("table").first()).isVisible();
        narrow.close();
    }

    @Test
    void thePageIsDarkForThoseWhoWantItDark() throws IOException {
        BrowserContext dark = newContext(
                new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT).setColorScheme(ColorScheme.DARK));
        ChatPage inTheDark = ChatPage.open(dark, server.address());
        ChatPage inTheLight = openPage();
        assertThat(brightness(inTheDark.page())).isLessThan(0.25);
        assertThat(brightness(inTheLight.page())).isGreaterThan(0.75);
        dark.close();
    }

    @Test
    void backForwardAndAReloadLeadToTheConversationOfTheAddress() {
        ChatPage chat = openPage();
        String first = chat.begin(GATED, "address, first");
        asked("address, first").release(LENGTH);
        chat.awaitStatus("complete");
        String second = chat.begin(GATED, "address, second");
        asked("address, second").release(LENGTH);
        chat.awaitStatus("complete");

        chat.page().goBack();
        chat.page().goBack();
        chat.page().waitForURL("**/c/" + first);
        ChatPage.awaitText(chat.questions(), "address, first");
        chat.page().goForward();
        chat.page().goForward();
        chat.page().waitForURL("**/c/" + second);
        ChatPage.awaitText(chat.questions(), "address, second");
        chat.reload();
        ChatPage.awaitText(chat.questions(), "address, second");
        chat.awaitText(words(LENGTH));
    }

    @Test
    void anUnknownConversationIsSaidToBeMissing() {
        console.expect("status of 404");
        ChatPage chat = openPage();
        chat.visit("/c/" + UNKNOWN);
        assertThat(chat.element("conversation-missing")).isVisible();
        assertThat(chat.element("send-button")).hasCount(0);
        chat.visit("/c/not-an-id");
        assertThat(chat.element("conversation-missing")).isVisible();
        chat.element("new-chat").click();
        assertThat(chat.element("welcome")).isVisible();
    }

    @Test
    void theSuggestionsOfAnEmptyConversationAreAnswered() {
        ChatPage chat = openPage();
        chat.chooseModel("polylogue/guide");
        suggestion(chat, "Show me a table").click();
        chat.awaitStatus("complete");
        assertThat(chat.lastAnswer().locator("table").first()).isVisible();

        chat.element("new-chat").click();
        chat.chooseModel("polylogue/guide");
        suggestion(chat, "Fail on purpose").click();
        chat.awaitStatus("failed");
        assertThat(chat.lastAnswer().getByTestId("try-again")).isVisible();
    }

    private static Locator suggestion(ChatPage chat, String text) {
        return chat.element("suggestion").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static void assertFits(ChatPage chat) {
        Object width = chat.page().evaluate("() => document.documentElement.scrollWidth");
        assertThat(width).isEqualTo(NARROW);
    }

    /** Presses Tab until the element has the focus. */
    private static void tabTo(ChatPage chat, String selector) {
        for (int presses = 0; presses < 60; presses++) {
            if (Boolean.TRUE.equals(
                    chat.page().evaluate("selector => document.activeElement.matches(selector)", selector))) {
                return;
            }
            chat.page().keyboard().press("Tab");
        }
        throw new AssertionError("Tab does not lead to " + selector);
    }

    /** From 0 for a black page to 1 for a white one. */
    private static double brightness(Page page) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(page.screenshot()));
        long sum = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int color = image.getRGB(x, y);
                sum += (color >> 16 & 0xff) + (color >> 8 & 0xff) + (color & 0xff);
            }
        }
        return sum / (3.0 * 255 * image.getWidth() * image.getHeight());
    }
}
