package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Rows 4 and 9 of the seed: leaving the page while answers come, and what only looks like leaving. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SeedLeavingTest extends BrowserTest {

    private static final String GATED = "local/gated";
    private static final int LENGTH = 60;

    /** A conversation that streams, and how many tokens of it came so far. */
    private record Streaming(String id, UpstreamRequest call, int tokens) {}

    @Override
    Map<String, Script> models() {
        return Map.of("gated", Script.script().length(LENGTH).gated().build());
    }

    @AfterEach
    void forgetSettings() {
        api.patch("/api/settings", Map.of("onLeave", "stop"));
    }

    @Test
    @Order(1)
    @DisplayName("4. Page refresh during three streams: all aborted, all partial answers kept, with Continue")
    void aRefreshStopsAllThreeAndKeepsWhatTheyWrote() throws InterruptedException {
        ChatPage chat = openPage();
        List<Streaming> three = beginThree(chat, "row 4, stop");

        chat.reload();

        assertThat(chat.askedToLeave()).isEqualTo(1);
        for (Streaming each : three) {
            each.call().awaitClientLeft(SOON);
            Await.until("the partial answer is stored", SOON, () -> "stopped"
                    .equals(api.lastAnswer(each.id()).path("status").asString("")));
            assertThat(api.lastText(each.id())).isEqualTo(words(each.tokens()));
            assertThat(api.lastAnswer(each.id()).path("stopCause").asString("")).isEqualTo("LEFT_PAGE");
            chat.switchTo(each.id());
            chat.awaitStatus("stopped");
            chat.awaitText(words(each.tokens()));
            assertThat(chat.lastAnswer().getByTestId("continue")).isVisible();
        }

        Streaming last = three.getLast();
        int before = upstream.requests().size();
        chat.lastAnswer().getByTestId("continue").click();
        upstream.awaitRequests(before + 1, SOON).getLast().release(LENGTH);
        chat.awaitStatus("complete");
        chat.awaitText(words(LENGTH));
        assertThat(chat.answers()).hasCount(1);
        assertThat(api.lastText(last.id())).isEqualTo(words(LENGTH));
    }

    @Test
    @Order(2)
    @DisplayName("4. With “Keep answering when I leave” the same refresh shows them live, no character lost or doubled")
    void withKeepAnsweringARefreshShowsAllThreeLiveAgain() {
        ChatPage chat = openPage();
        chat.element("settings-button").click();
        chat.page()
                .waitForResponse(
                        response -> response.url().endsWith("/api/settings")
                                && "PATCH".equals(response.request().method()),
                        () -> chat.element("keep-answering").click());
        chat.page().keyboard().press("Escape");
        List<Streaming> three = beginThree(chat, "row 4, continue");

        chat.reload();

        assertThat(chat.askedToLeave()).isZero();
        for (Streaming each : three) {
            chat.switchTo(each.id());
            chat.awaitText(words(each.tokens()));
            chat.awaitStatus("streaming");
            each.call().release(8);
            chat.awaitText(words(each.tokens() + 8));
        }
        for (Streaming each : three) {
            each.call().release(LENGTH);
            chat.switchTo(each.id());
            chat.awaitStatus("complete");
            chat.awaitText(words(LENGTH));
            assertThat(api.lastText(each.id())).isEqualTo(words(LENGTH));
        }
    }

    @Test
    @Order(3)
    @DisplayName("9. A file download and a mailto: click while three stream: nothing is aborted")
    void aDownloadAndAMailLinkStopNothing() {
        ChatPage chat = openPage();
        List<Streaming> three = beginThree(chat, "row 9");

        try (FileSite site = FileSite.start()) {
            chat.page().waitForDownload(() -> followLink(chat, site.address() + "/report.csv"));
        }
        chat.page().waitForCondition(() -> chat.askedToLeave() == 1);
        followLink(chat, "mailto:somebody@example.org");
        chat.page().waitForCondition(() -> chat.askedToLeave() == 2);

        for (Streaming each : three) {
            each.call().release(5);
            chat.switchTo(each.id());
            chat.awaitText(words(each.tokens() + 5));
            chat.awaitStatus("streaming");
            assertThat(each.call().clientLeftNanos()).isEmpty();
        }
        assertThat(api.active()).isEqualTo(3);
        for (Streaming each : three) {
            each.call().release(LENGTH);
            chat.awaitAttention(each.id(), each.equals(three.getLast()) ? "none" : "finished");
        }
    }

    private List<Streaming> beginThree(ChatPage chat, String name) {
        List<Streaming> three = new ArrayList<>();
        for (int tokens : new int[] {12, 17, 23}) {
            String prompt = name + ", " + tokens + " tokens";
            String id = chat.begin(GATED, prompt);
            UpstreamRequest call = asked(prompt);
            call.release(tokens);
            chat.awaitText(words(tokens));
            three.add(new Streaming(id, call, tokens));
        }
        return three;
    }

    /** Clicks a link in this tab, as there may be one on any page. */
    private static void followLink(ChatPage chat, String target) {
        chat.page().evaluate("""
                        target => {
                            const link = document.createElement('a');
                            link.href = target;
                            document.body.append(link);
                            link.click();
                            link.remove();
                        }""", target);
    }
}
