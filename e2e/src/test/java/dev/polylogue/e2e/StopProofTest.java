package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.UpstreamRequest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page says of a stop: at once that it is under way, and then how much was kept, which is what is stored. */
class StopProofTest extends BrowserTest {

    private static final String GATED = "local/gated";
    private static final int LENGTH = 400;

    @Override
    Map<String, Script> models() {
        return Map.of("gated", Script.script().length(LENGTH).gated().build());
    }

    @Test
    void stoppingIsSaidAtOnceAndThenHowManyCharactersWereKept() throws InterruptedException {
        ChatPage chat = openPage();
        var stop = new CompletableFuture<Route>();
        chat.page().route("**/api/generations/*/stop", stop::complete);
        String id = chat.begin(GATED, "to be stopped");
        UpstreamRequest call = asked("to be stopped");
        call.release(200);
        chat.awaitText(words(200));
        assertThat(chat.page()).hasTitle(Pattern.compile("^\\(1\\) .* – Polylogue$"));
        assertThat(chat.page().locator("link[rel=icon]")).hasAttribute("href", Pattern.compile("^data:image/svg"));

        chat.element("stop-button").click();
        assertThat(chat.element("stop-button")).hasText("Stopping…");
        assertThat(chat.element("stop-button")).isDisabled();
        chat.page().waitForCondition(stop::isDone);
        stop.join().resume();

        chat.awaitStatus("stopped");
        call.awaitClientLeft(SOON);
        int kept = api.lastText(id).length();
        assertThat(kept).isGreaterThan(1_000);
        assertThat(chat.element("message-end")).containsText("Stopped · %,d characters kept".formatted(kept));
        assertThat(chat.element("message-end")).containsText("You stopped it.");
        assertThat(chat.lastAnswer().getByTestId("continue")).isEnabled();
        assertThat(chat.lastAnswer().getByTestId("try-again")).isEnabled();
        assertThat(chat.page()).hasTitle(Pattern.compile("^[^(].* – Polylogue$"));
        assertThat(chat.page().locator("link[rel=icon]")).hasAttribute("href", "/favicon.svg");
        chat.reload();
        assertThat(chat.element("message-end")).containsText("Stopped · %,d characters kept".formatted(kept));
    }

    @Test
    void stopAllIsOneRequestAndEachSaysWhatItKept() {
        ChatPage chat = openPage();
        String one = chat.begin(GATED, "one of two");
        asked("one of two").release(3);
        chat.awaitText(words(3));
        chat.begin(GATED, "other of two");
        asked("other of two").release(5);
        chat.awaitText(words(5));
        var stops = new ConcurrentLinkedQueue<String>();
        chat.page().onRequest(request -> {
            if (request.url().endsWith("/stop")) {
                stops.add(request.url().substring(server.address().length()) + " " + request.postData());
            }
        });

        chat.element("stop-all").click();

        chat.awaitStatus("stopped");
        chat.awaitText(words(5));
        chat.switchTo(one);
        chat.awaitStatus("stopped");
        chat.awaitText(words(3));
        assertThat(stops).containsExactly("/api/generations/stop {\"all\":true}");
    }
}
