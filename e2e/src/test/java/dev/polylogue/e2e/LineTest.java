package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.process.ServerCommand;
import dev.polylogue.testkit.process.ServerProcess;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Where an answer stands in the line of its provider, and what a person can do about it. */
class LineTest extends BrowserTest {

    private static final String GATED = "local/gated";
    private static final String MOODY = "local/moody";
    private static final int LENGTH = 5;

    @Override
    Map<String, Script> models() {
        return Map.of(
                "gated", Script.script().length(LENGTH).gated().build(),
                "moody", Script.script().status(429).retryAfter("2").build());
    }

    @Override
    ServerProcess startServer(int port) throws IOException, InterruptedException {
        return ServerCommand.in(data)
                .port(port)
                .provider(upstream.baseUrl())
                .with("--polylogue.providers.local.max-concurrent=1")
                .start();
    }

    private static Locator progress(ChatPage chat) {
        return chat.element("progress");
    }

    @Test
    void theConversationThatIsLookedAtMayBeMovedToTheFront() {
        ChatPage chat = openPage();
        chat.begin(GATED, "first");
        asked("first");
        String second = chat.begin(GATED, "second");
        assertThat(progress(chat)).hasText("1st in line for local");
        String third = chat.begin(GATED, "third");
        assertThat(progress(chat)).hasText("2nd in line for local");

        chat.element("move-to-front").click();

        assertThat(progress(chat)).hasText("1st in line for local");
        assertThat(chat.row(second)).containsText("2nd in line");
        asked("first").release(LENGTH);
        asked("third").release(LENGTH);
        chat.awaitStatus("complete");
        asked("second").release(LENGTH);
        chat.awaitAttention(second, "finished");
        assertThat(api.messages(third, "assistant")).hasSize(1);
    }

    @Test
    void aServerThatSaysWhenToComeAgainIsWaitedForInLine() {
        ChatPage chat = openPage();
        chat.begin(MOODY, "please");
        assertThat(progress(chat))
                .hasText(Pattern.compile("1st in line for local, which takes calls again at \\d+:\\d\\d:\\d\\d.*"));

        upstream.model("moody", Script.script().length(LENGTH).build());

        chat.awaitStatus("complete");
        assertThat(calls("please")).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void newOnesWaitAsLongAsThePersonWishesWhileTheOthersGoOn() {
        api.patch("/api/settings", Map.of("onLeave", "continue"));
        ChatPage chat = openPage();
        String begun = chat.begin(GATED, "begun");
        asked("begun").release(1);
        chat.element("open-board").click();
        chat.element("board-pause-new").click();
        assertThat(chat.element("let-begin-all")).isVisible();

        chat.begin(GATED, "held back");
        assertThat(progress(chat)).hasText("Paused: new answers wait");
        asked("begun").release(LENGTH);
        chat.awaitAttention(begun, "finished");
        chat.reload();
        assertThat(progress(chat)).hasText("Paused: new answers wait");
        assertThat(calls("held back")).isEmpty();

        chat.element("let-begin").click();
        asked("held back").release(LENGTH);
        chat.awaitStatus("complete");
        assertThat(chat.element("let-begin-all")).hasCount(0);
    }
}
