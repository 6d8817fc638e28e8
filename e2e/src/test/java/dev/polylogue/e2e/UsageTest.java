package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.process.ServerCommand;
import dev.polylogue.testkit.process.ServerProcess;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What answers took, as the upstream reports it: 11 tokens read for each, 3 of them from its cache. */
class UsageTest extends BrowserTest {

    private static final String PLAIN = "local/plain";
    /** Tells what it read before it says a word. */
    private static final String EAGER = "eager/gated";

    private static final int LENGTH = 20;

    @Override
    Map<String, Script> models() {
        return Map.of(
                "plain", Script.script().length(LENGTH).build(),
                "gated", Script.script().gated().build());
    }

    @Override
    ServerProcess startServer(int port) throws IOException, InterruptedException {
        return ServerCommand.in(data)
                .port(port)
                .provider(upstream.baseUrl())
                .with(
                        "--polylogue.providers.eager.base-url=" + upstream.rootUrl(),
                        "--polylogue.providers.eager.dialect=anthropic")
                .start();
    }

    @Test
    void isShownByAnswerAndByDayAndModelAlsoOfAStoppedAnswer() throws InterruptedException {
        ChatPage chat = openPage();
        assertThat(chat.openSettings("usage")).containsText("Nothing was counted in the last 30 days.");
        chat.closeSettings();
        String id = chat.begin(PLAIN, "first");
        chat.awaitStatus("complete");
        chat.send("second");
        assertThat(chat.answers()).hasCount(2);
        chat.awaitStatus("complete");
        Locator usage = chat.lastAnswer().getByTestId("usage");
        assertThat(usage).containsText("31 tokens");
        assertThat(usage.getByTitle("11 tokens read, 3 of them from its cache, 20 written"))
                .isVisible();
        chat.reload();
        assertThat(chat.element("usage")).containsText(new String[] {"31 tokens", "31 tokens"});
        var sum = api.get("/api/conversations/" + id).body().path("usage");
        assertThat(sum.path("inputTokens").asInt()).isEqualTo(22);
        assertThat(sum.path("outputTokens").asInt()).isEqualTo(40);

        chat.begin(EAGER, "to be stopped");
        upstream.awaitRequests(3, SOON).getLast().release(3);
        chat.awaitText(words(3));
        chat.element("stop-button").click();
        chat.awaitStatus("stopped");
        assertThat(chat.lastAnswer().getByTestId("usage")).containsText("12 tokens");

        Locator settings = chat.openSettings("usage");
        assertThat(row(settings, PLAIN).getByRole(AriaRole.CELL))
                .containsText(new String[] {"", PLAIN, "2", "22", "40"});
        assertThat(row(settings, EAGER).getByRole(AriaRole.CELL))
                .containsText(new String[] {"", EAGER, "1", "11", "1"});
        assertThat(chat.element("usage-chart").getByTitle(": 74 tokens")).isVisible();
        assertThat(chat.element("usage-chart")
                        .getByRole(AriaRole.LISTITEM, new Locator.GetByRoleOptions().setIncludeHidden(true)))
                .hasText(new String[] {PLAIN, EAGER});
    }

    private static Locator row(Locator settings, String model) {
        return settings.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(model));
    }
}
