package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.process.ServerCommand;
import dev.polylogue.testkit.process.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tools and their questions in the browser, many at once. */
class ToolTest extends BrowserTest {

    /** A model of a family that calls tools, and does what the prompt says. */
    private static final String OBEDIENT = "local/qwen3-obedient";

    private static final String GATED = "local/gated";
    private static final int LENGTH = 40;
    private static final int STREAMING = 5;
    private static final String FETCH = "call fetch_url {\"url\":\"http://127.0.0.1/\"}";
    private static final String ASK = "call ask_user {\"question\":\"Which day?\",\"options\":[\"Monday\",\"Friday\"]}";
    private static final String FORM = "call ask_user {\"question\":\"For whom?\",\"form\":{\"type\":\"object\","
            + "\"required\":[\"name\"],\"properties\":{\"name\":{\"type\":\"string\",\"title\":\"Name\"},"
            + "\"seats\":{\"type\":\"integer\"}}}}";

    @Override
    Map<String, Script> models() {
        return Map.of(
                "qwen3-obedient", Script.script().obeys().build(),
                "gated", Script.script().length(LENGTH).gated().build());
    }

    @Override
    ServerProcess startServer(int port) throws IOException, InterruptedException {
        return ServerCommand.in(data)
                .port(port)
                .provider(upstream.baseUrl())
                .with("--polylogue.tools.fetch-url=true")
                .start();
    }

    @BeforeEach
    void clear() {
        api.deleteConversations();
    }

    private static Locator tool(ChatPage chat) {
        return chat.element("tool-call");
    }

    @Test
    void aToolCallOpensToItsArgumentsAndItsResult() {
        ChatPage chat = openPage();
        chat.begin(OBEDIENT, "call calculator {\"expression\":\"6*7\"}");
        chat.awaitStatus("complete");

        assertThat(tool(chat)).hasAttribute("data-state", "output-available");
        assertThat(tool(chat)).containsText("Done");
        tool(chat).locator("button").first().click();
        assertThat(tool(chat)).containsText("\"expression\": \"6*7\"");
        assertThat(tool(chat)).containsText("42");
        assertThat(chat.lastAnswer()).containsText("The tools gave: 42");
        chat.reload();
        assertThat(tool(chat)).hasAttribute("data-state", "output-available");
    }

    @Test
    void fiveQuestionsWaitWhileFiveAnswersStreamAndEachTouchesNoOther() {
        ChatPage chat = openPage();
        List<String> streaming = new ArrayList<>();
        for (int i = 0; i < STREAMING; i++) {
            streaming.add(chat.begin(GATED, "stream " + i));
            asked("stream " + i).release(2);
        }
        String approved = chat.begin(OBEDIENT, FETCH);
        String denied = chat.begin(OBEDIENT, FETCH);
        String answered = chat.begin(OBEDIENT, ASK);
        String filled = chat.begin(OBEDIENT, FORM);
        String deleted = chat.begin(OBEDIENT, ASK);
        List<String> waiting = List.of(approved, denied, answered, filled, deleted);
        waiting.forEach(id -> chat.awaitAttention(id, "waiting"));
        streaming.forEach(id -> chat.awaitAttention(id, "streaming"));

        chat.switchTo(approved);
        assertThat(tool(chat)).containsText("http://127.0.0.1/");
        chat.element("tool-approve").click();
        assertThat(tool(chat)).hasAttribute("data-state", "output-error");
        chat.awaitStatus("complete");
        chat.switchTo(denied);
        chat.element("tool-deny").click();
        assertThat(tool(chat)).hasAttribute("data-state", "output-denied");
        chat.awaitStatus("complete");
        chat.switchTo(answered);
        chat.element("clarification-option").last().click();
        chat.awaitTextContaining("The tools gave: Friday");
        chat.switchTo(filled);
        chat.page().getByLabel("Name").fill("Ann");
        chat.page().getByLabel("seats").fill("2");
        chat.element("clarification-submit").click();
        chat.awaitTextContaining("{\"name\":\"Ann\",\"seats\":2}");
        chat.awaitAttention(deleted, "waiting");
        api.deleteConversation(deleted);
        assertThat(chat.row(deleted)).hasCount(0);

        for (int i = 0; i < STREAMING; i++) {
            chat.awaitAttention(streaming.get(i), "streaming");
            asked("stream " + i).release(LENGTH);
        }
        chat.switchTo(streaming.getFirst());
        chat.awaitText(words(LENGTH));
    }

    @Test
    void anApprovalIsGivenFromAnotherTabAndAfterAReload() {
        api.patch("/api/settings", Map.of("onLeave", "continue"));
        ChatPage chat = openPage();
        String id = chat.begin(OBEDIENT, FETCH + "\n" + FETCH);
        assertThat(tool(chat)).hasCount(2);
        assertThat(chat.element("tool-approve")).hasCount(2);
        chat.reload();
        assertThat(chat.element("tool-approve")).hasCount(2);
        ChatPage other = ChatPage.open(context, server.address(), "/c/" + id);

        other.element("tool-approve-always").first().click();

        assertThat(chat.element("tool-approve")).hasCount(0);
        chat.awaitStatus("complete");
        chat.send(FETCH);
        assertThat(tool(chat)).hasCount(3);
        chat.awaitTextContaining("The tools gave");
        assertThat(chat.element("tool-approve")).hasCount(0);
    }
}
