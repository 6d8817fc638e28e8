package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.UpstreamRequest;
import dev.polylogue.testkit.proxy.Cut;
import dev.polylogue.testkit.proxy.FaultProxy;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The line between browser and server is bad: the page says so in time, and afterwards shows what the server has. */
class ConnectionLossTest extends BrowserTest {

    private static final String GATED = "local/gated";
    private static final int LENGTH = 60;

    /** So soon a line that has gone silent is noticed and said. */
    private static final Duration NOTICED = Duration.ofSeconds(20);

    @Override
    Map<String, Script> models() {
        return Map.of("gated", Script.script().length(LENGTH).gated().build());
    }

    @Test
    void aSilentLineIsSaidWithinTwentySecondsAndHealsWithEverythingThatWasMissed() {
        console.expect("net::ERR_|Failed to load resource");
        try (var line = FaultProxy.to(server.port())) {
            ChatPage chat = ChatPage.open(context, line.address());
            chat.begin(GATED, "the line goes silent");
            UpstreamRequest call = asked("the line goes silent");
            call.release(5);
            chat.awaitText(words(5));

            long since = time.nanoTime();
            line.silence();
            call.release(20);
            assertThat(chat.element("connection-status"))
                    .hasAttribute(
                            "data-state", "lost", new HasAttributeOptions().setTimeout(NOTICED.toSeconds() * 1000.0));
            assertThat(chat.element("connection-status")).hasText("Connection lost, reconnecting…");
            var noticed = Duration.ofNanos(time.nanoTime() - since);
            System.out.printf("The silent line was noticed after %.1f s%n", noticed.toMillis() / 1000.0);
            assertThat(noticed).isLessThanOrEqualTo(NOTICED);

            line.resume();
            chat.awaitConnection();
            assertThat(chat.element("connection-status")).hasText("");
            chat.awaitText(words(25));
            chat.awaitStatus("streaming");
            call.release(LENGTH);
            chat.awaitStatus("complete");
            chat.awaitText(words(LENGTH));
        }
    }

    @Test
    void afterACutTheSnapshotIsTheTruthWhateverEndedOrBeganMeanwhile() {
        console.expect("net::ERR_|Failed to load resource");
        try (var line = FaultProxy.to(server.port())) {
            ChatPage chat = ChatPage.open(context, line.address());
            String ending = chat.begin(GATED, "ends during the cut");
            asked("ends during the cut").release(5);
            chat.awaitText(words(5));
            String beginning = api.newConversation(GATED);

            line.down(Cut.How.RESET);
            assertThat(chat.element("connection-status")).hasAttribute("data-state", "lost");
            asked("ends during the cut").release(LENGTH);
            chat.page().waitForCondition(() -> api.active() == 0);
            api.send(beginning, "begins during the cut");
            asked("begins during the cut").release(7);
            line.resume();

            chat.awaitConnection();
            chat.awaitStatus("complete");
            chat.awaitText(words(LENGTH));
            assertThat(chat.element("send-button")).isVisible();
            chat.awaitAttention(ending, "none");
            chat.awaitAttention(beginning, "streaming");
            assertThat(chat.page()).hasTitle(Pattern.compile("^\\(1\\) .*"));
            chat.switchTo(beginning);
            chat.awaitText(words(7));
            asked("begins during the cut").release(LENGTH);
            chat.awaitStatus("complete");
            assertThat(chat.element("stop-all")).hasCount(0);
        }
    }
}
