package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Request;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Rows 5 to 8 of the seed: guards, questions, stops and versions belong to one conversation each. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SeedIsolationTest extends BrowserTest {

    private static final String GATED = "local/gated";
    private static final String GUIDE = "polylogue/guide";
    private static final String QUESTION = "Ask me a question";
    private static final int LENGTH = 60;

    @Override
    Map<String, Script> models() {
        return Map.of("gated", Script.script().length(LENGTH).gated().build());
    }

    @Test
    @Order(1)
    @DisplayName("5. Double-send in one conversation: two sends in one tick are one, and a second tab gets 409")
    void aSecondSendInOneConversationIsRefused() {
        console.expect("status of 409");
        ChatPage chat = openPage();
        String id = chat.begin(GATED, "row 5, opening");
        asked("row 5, opening").release(LENGTH);
        chat.awaitStatus("complete");
        List<String> sends = new ArrayList<>();
        context.onRequest(request -> noteSend(request, sends));

        chat.element("chat-input").fill("row 5, twice");
        chat.page().evaluate("""
                        () => {
                            const { form } = document.querySelector('[data-testid=chat-input]');
                            form.requestSubmit();
                            form.requestSubmit();
                        }""");
        UpstreamRequest call = asked("row 5, twice");
        call.release(5);
        chat.awaitText(words(5));
        assertThat(sends).hasSize(1);
        assertThat(chat.questions()).hasCount(2);
        assertThat(api.messages(id, "user")).hasSize(2);

        ChatPage second = openPage();
        second.visit("/c/" + id);
        second.awaitText(words(5));
        assertThat(second.element("stop-button")).isVisible();
        Object refusal = second.page().evaluate(POST_ONCE, List.of(id, "row 5, from the second tab"));
        assertThat(refusal).isEqualTo("409 conversation-busy with the generation's id");
        assertThat(calls("row 5, from the second tab")).isEmpty();

        call.release(LENGTH);
        chat.awaitStatus("complete");
        second.awaitStatus("complete");
        assertThat(second.questions()).hasCount(2);
        assertThat(api.messages(id, "user")).hasSize(2);
    }

    @Test
    @Order(2)
    @DisplayName("5. The same requestId twice makes one generation")
    void theSameRequestTwiceMakesOneGeneration() {
        ChatPage chat = openPage();
        String id = api.newConversation(GATED);
        Object answers = chat.page().evaluate(POST_TWICE, List.of(id, "row 5, the same request"));
        assertThat(answers).isEqualTo("202 202 one generation");
        asked("row 5, the same request").release(LENGTH);
        chat.visit("/c/" + id);
        chat.awaitText(words(LENGTH));
        assertThat(calls("row 5, the same request")).hasSize(1);
        assertThat(api.messages(id, "assistant")).hasSize(1);
    }

    @Test
    @Order(3)
    @DisplayName(
            "6. Clarification while others stream: in its own conversation only; two can wait; the list says which")
    void aQuestionBelongsToItsConversationAlone() {
        ChatPage chat = openPage();
        String streaming = chat.begin(GATED, "row 6, streams meanwhile");
        UpstreamRequest call = asked("row 6, streams meanwhile");
        call.release(5);
        chat.awaitText(words(5));
        String first = chat.begin(GUIDE, QUESTION);
        assertThat(chat.element("clarification-card")).hasAttribute("data-state", "waiting");
        String second = chat.begin(GUIDE, QUESTION);
        assertThat(chat.element("clarification-card")).hasAttribute("data-state", "waiting");

        chat.awaitAttention(first, "waiting");
        chat.awaitAttention(second, "waiting");
        chat.awaitAttention(streaming, "streaming");
        chat.switchTo(streaming);
        assertThat(chat.element("clarification-card")).hasCount(0);
        call.release(10);
        chat.awaitText(words(15));

        chat.switchTo(first);
        chat.element("clarification-input").fill("Rather the blue one");
        chat.element("clarification-submit").click();
        assertThat(chat.element("clarification-card")).hasAttribute("data-state", "answered");
        assertThat(chat.element("clarification-card")).containsText("Rather the blue one");
        chat.awaitStatus("complete");
        chat.awaitAttention(second, "waiting");
        chat.awaitAttention(streaming, "streaming");

        chat.switchTo(second);
        chat.element("clarification-decline").click();
        assertThat(chat.element("clarification-card")).hasAttribute("data-state", "declined");
        chat.awaitStatus("complete");
        chat.switchTo(streaming);
        call.release(LENGTH);
        chat.awaitStatus("complete");
        chat.awaitText(words(LENGTH));
    }

    @Test
    @Order(4)
    @DisplayName(
            "7. cancelStreaming(id) stops that one and no other; stop, then send at once: the new stream is not lost")
    void stoppingOneStopsNoOtherAndANewSendSurvivesTheOldEnd() throws InterruptedException {
        ChatPage chat = openPage();
        String stopped = chat.begin(GATED, "row 7, stopped from afar");
        UpstreamRequest stoppedCall = asked("row 7, stopped from afar");
        stoppedCall.release(3);
        String other = chat.begin(GATED, "row 7, not touched");
        UpstreamRequest otherCall = asked("row 7, not touched");
        otherCall.release(4);
        String shown = chat.begin(GATED, "row 7, on the screen");
        UpstreamRequest shownCall = asked("row 7, on the screen");
        shownCall.release(5);
        chat.awaitText(words(5));

        chat.chooseFromMenu(stopped, "stop-conversation");
        stoppedCall.awaitClientLeft(SOON);
        chat.awaitAttention(stopped, "stopped");
        chat.awaitAttention(other, "streaming");
        shownCall.release(3);
        otherCall.release(3);
        chat.awaitText(words(8));
        chat.awaitStatus("streaming");

        chat.element("chat-input").fill("row 7, sent at once");
        chat.page().evaluate(STOP_THEN_SEND_AT_ONCE);
        UpstreamRequest again = asked("row 7, sent at once");
        shownCall.awaitClientLeft(SOON);
        again.release(6);
        chat.awaitText(words(6));
        chat.awaitStatus("streaming");
        assertThat(chat.element("stop-button")).isVisible();
        assertThat(chat.answers().first()).hasAttribute("data-status", "stopped");
        again.release(LENGTH);
        chat.awaitStatus("complete");
        chat.awaitText(words(LENGTH));
        assertThat(api.lastText(shown)).isEqualTo(words(LENGTH));

        chat.switchTo(other);
        chat.awaitText(words(7));
        chat.awaitStatus("streaming");
        otherCall.release(LENGTH);
        chat.awaitStatus("complete");
    }

    @Test
    @Order(5)
    @DisplayName("8. editMessage and regenerateMessage work in one conversation while another streams")
    void editAndRegenerateWorkWhileAnotherStreams() {
        ChatPage chat = openPage();
        String streaming = chat.begin(GATED, "row 8, streams meanwhile");
        UpstreamRequest call = asked("row 8, streams meanwhile");
        call.release(5);
        String worked = chat.begin(GATED, "row 8, first wording");
        asked("row 8, first wording").release(LENGTH);
        chat.awaitStatus("complete");

        press(chat.lastAnswer(), "regenerate");
        UpstreamRequest secondCall = asked("row 8, first wording", 2);
        secondCall.release(9);
        chat.awaitText(words(9));
        assertThat(chat.questions().last().getByTestId("edit")).isDisabled();
        chat.element("stop-button").click();
        chat.awaitStatus("stopped");
        Locator answerLabel = chat.lastAnswer().getByTestId("version-label");
        assertThat(answerLabel).hasText("2/2");
        chat.lastAnswer().getByTestId("version-previous").click();
        assertThat(answerLabel).hasText("1/2");
        chat.awaitText(words(LENGTH));
        chat.lastAnswer().getByTestId("version-next").click();
        assertThat(answerLabel).hasText("2/2");
        chat.awaitText(words(9));

        press(chat.questions().last(), "edit");
        chat.element("edit-input").fill("row 8, second wording");
        chat.element("edit-save").click();
        asked("row 8, second wording").release(LENGTH);
        chat.awaitStatus("complete");
        Locator question = chat.questions().last();
        assertThat(question.getByTestId("version-label")).hasText("2/2");
        assertThat(question.getByTestId("message-text")).hasText("row 8, second wording");
        question.getByTestId("version-previous").click();
        assertThat(question.getByTestId("message-text")).hasText("row 8, first wording");
        chat.awaitText(words(9));
        assertThat(api.messages(worked, "user")).hasSize(2);
        assertThat(api.messages(worked, "assistant")).hasSize(3);

        chat.awaitAttention(streaming, "streaming");
        call.release(5);
        chat.switchTo(streaming);
        chat.awaitText(words(10));
        call.release(LENGTH);
        chat.awaitStatus("complete");
    }

    private static void noteSend(Request request, List<String> sends) {
        if ("POST".equals(request.method()) && request.url().endsWith("/messages")) {
            sends.add(request.url());
        }
    }

    /** The buttons of a message are seen when the mouse is over it. */
    private static void press(Locator message, String button) {
        message.hover();
        message.getByTestId(button).click();
    }

    private static final String POST_ONCE = """
            async ([conversation, text]) => {
                const answer = await fetch(`/api/conversations/${conversation}/messages`, {
                    method: 'POST',
                    headers: { 'Content-Type': 'application/json' },
                    body: JSON.stringify({ requestId: crypto.randomUUID(), text }),
                });
                const { code, generationId } = await answer.json();
                return `${answer.status} ${code} with ${generationId ? "the generation's id" : 'nothing'}`;
            }""";

    private static final String POST_TWICE = """
            async ([conversation, text]) => {
                const requestId = crypto.randomUUID();
                const send = () => fetch(`/api/conversations/${conversation}/messages`, {
                    method: 'POST',
                    headers: { 'Content-Type': 'application/json' },
                    body: JSON.stringify({ requestId, text }),
                });
                const answers = await Promise.all([send(), send()]);
                const ids = new Set((await Promise.all(answers.map((each) => each.json()))).map((each) => each.generationId));
                return `${answers[0].status} ${answers[1].status} ${ids.size === 1 ? 'one generation' : [...ids]}`;
            }""";

    private static final String STOP_THEN_SEND_AT_ONCE = """
            () => {
                const send = () => document.querySelector('[data-testid=send-button]:enabled');
                const watch = new MutationObserver(() => {
                    if (send() === null) return;
                    watch.disconnect();
                    send().click();
                });
                watch.observe(document.body, { subtree: true, childList: true, attributes: true });
                document.querySelector('[data-testid=stop-button]').click();
            }""";
}
