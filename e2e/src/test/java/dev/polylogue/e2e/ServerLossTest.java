package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.testkit.Script;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The server is killed while it answers, and comes back. */
class ServerLossTest extends BrowserTest {

    private static final int LENGTH = 120;
    private static final int PER_SECOND = 20;

    /** A checkpoint is taken every quarter of a second; the rest is for a busy machine. */
    private static final int AT_MOST_LOST = PER_SECOND;

    @Override
    Map<String, Script> models() {
        return Map.of("steady", Script.script().rate(PER_SECOND).length(LENGTH).build());
    }

    @Test
    void aKilledServerLeavesAnInterruptedAnswerThatCanBeContinued() throws IOException, InterruptedException {
        console.expect("net::ERR_|Failed to load resource");
        ChatPage chat = openPage();
        String id = chat.begin("local/steady", "the server dies");
        chat.awaitTextContaining(words(40));
        String shown = chat.lastAnswer().getByTestId("message-text").innerText();

        int port = server.port();
        server.kill();
        assertThat(chat.element("connection-status")).hasAttribute("data-state", "lost");
        assertThat(server.complaints()).isEmpty();
        server = startServer(port);

        chat.awaitConnection();
        chat.awaitStatus("interrupted");
        String kept = api.lastText(id);
        assertThat(words(LENGTH)).startsWith(kept);
        int lost = wordsIn(shown) - wordsIn(kept);
        System.out.printf("The killed server lost %d tokens of %d shown%n", Math.max(0, lost), wordsIn(shown));
        assertThat(lost).isLessThanOrEqualTo(AT_MOST_LOST);
        chat.awaitText(kept);
        assertThat(chat.element("message-end")).containsText("Interrupted · ");
        assertThat(chat.element("send-button")).isVisible();
        assertThat(chat.element("progress")).hasCount(0);
        chat.awaitAttention(id, "none");
        assertThat(chat.page()).hasTitle(Pattern.compile("^[^(].* – Polylogue$"));

        chat.lastAnswer().getByTestId("continue").click();
        chat.awaitStatus("complete");
        chat.awaitText(words(LENGTH));
        assertThat(chat.answers()).hasCount(1);
        assertThat(api.lastText(id)).isEqualTo(words(LENGTH));
    }

    private static int wordsIn(String text) {
        return text.strip().split("\\s+").length;
    }
}
