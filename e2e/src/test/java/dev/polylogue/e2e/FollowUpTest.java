package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.polylogue.testkit.Script;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Texts that wait until the answer is finished: they belong to the server, and go in exactly the order that is shown. */
class FollowUpTest extends BrowserTest {

    private static final String GATED = "local/gated";
    private static final String GUIDE = "polylogue/guide";
    private static final int LENGTH = 20;
    private static final String LONG = "a long question\n".repeat(60).strip();

    @Override
    Map<String, Script> models() {
        return Map.of("gated", Script.script().length(LENGTH).gated().build());
    }

    @BeforeEach
    void keepAnsweringThroughAReload() {
        api.patch("/api/settings", Map.of("onLeave", "continue"));
    }

    @AfterEach
    void forgetSettings() {
        api.patch("/api/settings", Map.of("onLeave", "stop"));
    }

    @Test
    void whatWaitsCanBeChangedSurvivesAReloadAndIsAnsweredInExactOrderInEveryTab() {
        ChatPage chat = openPage();
        String id = chat.begin(GATED, "first");
        asked("first").release(5);
        chat.awaitText(words(5));
        chat.sendWhenFinished("third");
        chat.element("chat-input").fill("needless");
        chat.element("chat-input").press("Control+Enter");
        chat.awaitWaiting("third", "needless");
        assertThat(chat.element("chat-input")).hasValue("");
        ChatPage other = openPage();
        other.visit("/c/" + id);
        other.awaitWaiting("third", "needless");

        chat.waiting("needless").getByTestId("follow-up-remove").click();
        chat.sendWhenFinished("to be said better");
        chat.waiting("to be said better").getByTestId("follow-up-edit").click();
        chat.element("follow-up-input").fill("second");
        chat.element("follow-up-input").press("Enter");
        chat.waiting("second").getByTestId("follow-up-up").click();
        chat.awaitWaiting("second", "third");
        other.awaitWaiting("second", "third");
        assertThat(other.row(id).getByTestId("follow-ups-mark")).containsText("+2");
        chat.reload();
        chat.awaitWaiting("second", "third");

        for (String prompt : List.of("first", "second", "third")) {
            asked(prompt).release(LENGTH);
        }
        for (ChatPage tab : List.of(chat, other)) {
            assertThat(tab.answers()).hasCount(3);
            tab.awaitStatus("complete");
            tab.awaitQuestions("first", "second", "third");
            assertThat(tab.element("follow-ups")).hasCount(0);
            assertThat(tab.row(id).getByTestId("follow-ups-mark")).hasCount(0);
            assertThat(tab.element("jump-to-latest")).hasCount(0);
        }
        assertThat(api.messages(id, "user")).extracting(Api::textOf).containsExactly("first", "second", "third");
        assertThat(calls("needless")).isEmpty();
    }

    @Test
    void aStopPausesAndSaysSoUntilThePersonResumes() {
        ChatPage chat = openPage();
        String id = chat.begin(GATED, "to be stopped");
        asked("to be stopped").release(5);
        chat.awaitText(words(5));
        chat.sendWhenFinished("after the pause");
        chat.awaitWaiting("after the pause");

        chat.element("stop-button").click();

        chat.awaitStatus("stopped");
        assertThat(chat.element("follow-ups-state")).hasText("Paused: the last answer was stopped");
        chat.reload();
        assertThat(chat.element("follow-ups-state")).hasText("Paused: the last answer was stopped");
        assertThat(chat.row(id).getByTestId("follow-ups-mark")).containsText("Paused: the last answer was stopped");
        assertThat(calls("after the pause")).isEmpty();
        chat.element("follow-ups-resume").click();
        asked("after the pause").release(LENGTH);
        chat.awaitStatus("complete");
        chat.awaitQuestions("to be stopped", "after the pause");
        assertThat(chat.element("follow-ups")).hasCount(0);
    }

    @Test
    void aQuestionIsAnsweredFirst() {
        ChatPage chat = openPage();
        chat.begin(GUIDE, "Ask me a question");
        assertThat(chat.element("clarification-card")).hasAttribute("data-state", "waiting");
        assertThat(chat.page()).hasTitle(Pattern.compile("^● needs your answer – .*Polylogue$"));
        chat.sendWhenFinished("Hello");
        assertThat(chat.element("follow-ups-state")).hasText("Waits until you answer the question");
        assertThat(chat.element("follow-ups-resume")).hasCount(0);

        chat.element("clarification-input").fill("The blue one");
        chat.element("clarification-submit").click();

        chat.awaitQuestions("Ask me a question", "Hello");
        assertThat(chat.answers()).hasCount(2);
        chat.awaitStatus("complete");
        assertThat(chat.page()).hasTitle(Pattern.compile("^[^●(].*Polylogue$"));
    }

    @Test
    void aReaderWhoWentUpIsNotMovedByAMessageThatTheServerSends() {
        ChatPage chat = openPage();
        String id = chat.begin(GATED, LONG);
        asked(LONG).release(5);
        chat.awaitText(words(5));
        chat.sendWhenFinished("meanwhile");
        chat.awaitWaiting("meanwhile");
        Locator transcript = chat.page().getByRole(AriaRole.LOG);
        transcript.hover();
        chat.page().mouse().wheel(0, -10_000);
        assertThat(chat.element("jump-to-latest")).isVisible();

        asked(LONG).release(LENGTH);
        asked("meanwhile").release(LENGTH);

        chat.awaitAttention(id, "none");
        chat.awaitQuestions(LONG, "meanwhile");
        assertThat(chat.element("jump-to-latest")).isVisible();
        assertThat(chat.questions().first()).isInViewport();
    }
}
