package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.UpstreamRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Row 10 of the seed: more conversations, and more tabs, than a browser has connections to one server. */
class SeedManyConversationsTest extends BrowserTest {

    private static final String STEADY = "local/steady";

    /** For many tabs, which the browser draws all at once when it has no screen. */
    private static final String SLOW = "local/slow";

    private static final int MANY = 12;
    private static final int STOPS = 5;
    /** More than the page would keep of conversations that nothing happens in. */
    private static final int MORE_THAN_KEPT = 75;

    @Override
    Map<String, Script> models() {
        return Map.of(
                "steady", Script.script().rate(10).length(100_000).build(),
                "slow", Script.script().rate(2).length(100_000).build());
    }

    @Test
    @DisplayName("10. Twelve conversations stream at once in one tab over HTTP/1.1; Stop is answered at once")
    void twelveConversationsStreamInOneTab() {
        ChatPage chat = openPage();
        Map<String, UpstreamRequest> streams = new LinkedHashMap<>();
        for (int i = 0; i < MANY; i++) {
            String prompt = "row 10, one tab, conversation " + i;
            streams.put(chat.begin(STEADY, prompt), asked(prompt));
        }
        assertThat(chat.page().evaluate("() => performance.getEntriesByType('navigation')[0].nextHopProtocol"))
                .isEqualTo("http/1.1");
        streams.forEach((id, call) -> {
            chat.awaitAttention(id, "streaming");
            chat.switchTo(id);
            chat.awaitTextContaining(words(call.tokensSent() + 2));
        });
        List<Double> stops = new ArrayList<>();
        for (String id : streams.keySet().stream().limit(STOPS).toList()) {
            chat.switchTo(id);
            assertThat(chat.element("stop-button")).isVisible();
            stops.add(stop(chat));
            chat.awaitStatus("stopped");
        }
        judge("one tab", stops);
        chat.element("stop-all").click();
        assertAllLeave(streams.values().stream().toList());
    }

    @Test
    @DisplayName("10. Twelve tabs each show one conversation: all flow; Stop is answered at once")
    void twelveTabsEachShowOneConversation() {
        Map<ChatPage, UpstreamRequest> tabs = new LinkedHashMap<>();
        for (int i = 0; i < MANY; i++) {
            String prompt = "row 10, tab " + i;
            String conversation = api.newConversation(SLOW);
            api.send(conversation, prompt);
            tabs.put(ChatPage.open(context, server.address(), "/c/" + conversation), asked(prompt));
        }
        tabs.forEach((tab, call) -> tab.awaitTextContaining(words(call.tokensSent() + 2)));
        List<Double> stops = new ArrayList<>();
        for (ChatPage tab : tabs.keySet().stream().skip(MANY - STOPS).toList()) {
            tab.page().bringToFront();
            stops.add(stop(tab));
            tab.awaitStatus("stopped");
        }
        judge("twelve tabs", stops);
        tabs.keySet().iterator().next().element("stop-all").click();
        assertAllLeave(tabs.values().stream().toList());
    }

    @Test
    @DisplayName("10. However many stream in one tab, each that is opened shows its words as they come")
    void eachOfVeryManyShowsItsWordsWhenItIsOpened() {
        Map<String, UpstreamRequest> streams = new LinkedHashMap<>();
        for (int i = 0; i < MORE_THAN_KEPT; i++) {
            String prompt = "row 10, very many, conversation " + i;
            String conversation = api.newConversation(SLOW);
            api.send(conversation, prompt);
            streams.put(conversation, asked(prompt));
        }
        List<Map.Entry<String, UpstreamRequest>> all = List.copyOf(streams.entrySet());
        ChatPage chat = openPage();
        for (var each : List.of(all.getFirst(), all.get(MORE_THAN_KEPT / 2), all.getLast())) {
            // As a link of the page does: not all of them are in the part of the list that is drawn.
            chat.page().evaluate("(path) => history.pushState(null, '', path)", "/c/" + each.getKey());
            chat.awaitTextContaining(words(each.getValue().tokensSent() + 2));
        }
        chat.element("stop-all").click();
        assertAllLeave(List.copyOf(streams.values()));
    }

    @Test
    @DisplayName("10. Where there is no shared worker, the tabs share the connection of one of them")
    void tabsShareAConnectionWithoutASharedWorker() {
        context.addInitScript("delete globalThis.SharedWorker");
        ChatPage first = openPage();
        String conversation = first.begin(STEADY, "row 10, no shared worker");
        UpstreamRequest call = asked("row 10, no shared worker");
        ChatPage second = ChatPage.open(context, server.address(), "/c/" + conversation);
        for (ChatPage tab : List.of(first, second)) {
            tab.awaitTextContaining(words(call.tokensSent() + 2));
        }
        second.element("stop-button").click();
        first.awaitStatus("stopped");
        second.awaitStatus("stopped");
        assertAllLeave(List.of(call));
    }

    @Test
    @DisplayName("10. Where a proxy holds back the shared stream, each answer has one of its own")
    void eachAnswerHasAStreamOfItsOwnWhereThatIsWanted() {
        ChatPage chat = ChatPage.open(context, server.address(), "/?transport=per-request");
        chat.begin(STEADY, "row 10, per request");
        UpstreamRequest call = asked("row 10, per request");
        chat.awaitTextContaining(words(call.tokensSent() + 2));
        chat.element("stop-button").click();
        chat.awaitStatus("stopped");
        assertAllLeave(List.of(call));
    }

    private void assertAllLeave(List<UpstreamRequest> calls) {
        for (UpstreamRequest call : calls) {
            Await.until("the upstream's client left", SOON, () -> call.clientLeftNanos()
                    .isPresent());
        }
        Await.until("nothing generates", SOON, () -> api.active() == 0);
    }

    /** Clicks Stop; returns how many milliseconds after it the server's answer was there. */
    private static double stop(ChatPage chat) {
        Object millis = chat.page().evaluate("""
                        () => new Promise((done) => {
                            const began = performance.now();
                            new PerformanceObserver((list, observer) => {
                                const stop = list.getEntries().find(({ name }) => name.endsWith('/stop'));
                                if (stop === undefined) return;
                                observer.disconnect();
                                done(stop.responseEnd - began);
                            }).observe({ type: 'resource' });
                            document.querySelector('[data-testid=stop-button]').click();
                        })""");
        return ((Number) millis).doubleValue();
    }

    private static void judge(String where, List<Double> stops) {
        double median = stops.stream().sorted().toList().get(stops.size() / 2);
        System.out.printf("Row 10, %s: Stop answered after %.1f ms (median of %s)%n", where, median, stops);
        assertThat(median).isLessThan(500);
    }
}
