package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.UpstreamRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The board: many conversations side by side, each alive for itself. */
class BoardTest extends BrowserTest {

    private static final String STEADY = "local/steady";
    private static final String GATED = "local/gated";
    private static final int LENGTH = 40;
    private static final int MANY = 12;
    private static final int NARROW = 390;

    @Override
    Map<String, Script> models() {
        return Map.of(
                "steady", Script.script().rate(10).length(100_000).build(),
                "gated", Script.script().length(LENGTH).gated().build());
    }

    @BeforeEach
    void clearTheBoard() {
        api.deleteConversations();
    }

    @Test
    void twelveStreamOnTheBoardAndOneIsStoppedWhileTheOthersGoOn() {
        String stopped = ask(STEADY, "board, the one that is stopped");
        UpstreamRequest stoppedCall = asked("board, the one that is stopped");
        Map<String, UpstreamRequest> streams = new LinkedHashMap<>();
        for (int i = 1; i < MANY; i++) {
            streams.put(ask(STEADY, "board, conversation " + i), asked("board, conversation " + i));
        }
        ChatPage board = openBoard(context);
        assertThat(panes(board)).hasCount(MANY);
        streams.forEach((id, call) -> awaitWord(pane(board, id), call.tokensSent() + 2));
        awaitWord(pane(board, stopped), stoppedCall.tokensSent() + 2);

        pane(board, stopped).getByTestId("board-stop").click();
        awaitState(pane(board, stopped), "stopped", "Stopped");
        assertThat(pane(board, stopped).getByTestId("board-stop")).hasCount(0);
        awaitLeft(stoppedCall);
        streams.forEach((id, call) -> {
            assertThat(call.clientLeftNanos()).isEmpty();
            awaitWord(pane(board, id), call.tokensSent() + 2);
        });
        assertThat(board.element("board-summary")).hasText("11 answering · 1 ended");

        board.element("board-stop-all").click();
        streams.forEach((id, call) -> awaitState(pane(board, id), "stopped", "Stopped"));
        streams.values().forEach(this::awaitLeft);
        Await.until("nothing generates", SOON, () -> api.active() == 0);
    }

    @Test
    void oneThatWaitsSaysSoAndIsAnsweredOnTheBoard() {
        String streaming = ask(STEADY, "board, beside a question");
        String asking = ask("polylogue/guide", "Ask me a question");
        ChatPage board = openBoard(context);
        awaitState(pane(board, asking), "waiting", "Waiting for your answer");
        assertThat(board.element("board-summary")).hasText("1 answering · 1 waits for you");
        pane(board, asking).getByTestId("clarification-option").first().click();
        awaitState(pane(board, asking), "finished", "Finished");
        awaitState(pane(board, streaming), "streaming", "Answering");
    }

    @Test
    void openingOneShowsItAndTheBoardIsAsItWas() {
        String first = ask(GATED, "board, first");
        String second = ask(GATED, "board, second");
        ChatPage board = openBoard(context);
        UpstreamRequest call = asked("board, second");
        asked("board, first").release(3);
        call.release(5);
        awaitWord(pane(board, second), 5);

        link(board, second).click();
        board.page().waitForURL("**/c/" + second);
        ChatPage.awaitText(board.questions(), "board, second");
        board.awaitText(words(5));
        call.release(LENGTH);
        board.awaitStatus("complete");

        board.element("open-board").click();
        board.page().waitForURL("**/board");
        assertThat(panes(board)).hasCount(2);
        awaitState(pane(board, second), "none", "Seen");
        ChatPage.awaitText(pane(board, second), words(LENGTH));
        awaitState(pane(board, first), "streaming", "Answering");
        awaitWord(pane(board, first), 3);

        pane(board, second).getByTestId("board-put-away").click();
        assertThat(panes(board)).hasCount(1);
    }

    @Test
    void whatBeginsOrIsDeletedInAnotherTabComesAndGoesByItself() {
        ChatPage board = openBoard(context);
        assertThat(board.element("board-empty")).isVisible();
        ChatPage other = openPage();
        String conversation = other.begin(STEADY, "board, from another tab");
        awaitWord(pane(board, conversation), asked("board, from another tab").tokensSent() + 2);
        assertThat(pane(board, conversation).getByTestId("board-open")).hasText("board, from another tab");
        other.chooseFromMenu(conversation, "delete-conversation");
        other.element("confirm-delete").click();
        assertThat(panes(board)).hasCount(0);
        assertThat(board.element("board-empty")).isVisible();
    }

    @Test
    void aNarrowScreenHasOneColumnAndNeverScrollsSideways() {
        ask(STEADY, "board, narrow, a title that is longer than a narrow screen has room for");
        ask("polylogue/guide", "Ask me a question");
        BrowserContext narrow = newContext(
                new Browser.NewContextOptions().setViewportSize(NARROW, 844).setHasTouch(true));
        ChatPage board = openBoard(narrow);
        assertThat(panes(board)).hasCount(2);
        for (Locator pane : panes(board).all()) {
            assertThat(pane.boundingBox().width).isBetween(NARROW * 0.8, NARROW * 1.0);
        }
        assertThat(board.page().evaluate("() => document.documentElement.scrollWidth"))
                .isEqualTo(NARROW);
        narrow.close();
    }

    private ChatPage openBoard(BrowserContext in) {
        return ChatPage.open(in, server.address(), "/board");
    }

    /** Has a conversation begin as a program does, without a page. */
    private String ask(String model, String text) {
        String conversation = api.newConversation(model);
        api.send(conversation, text);
        return conversation;
    }

    private static Locator panes(ChatPage board) {
        return board.page().locator("[data-board-pane]");
    }

    private static Locator pane(ChatPage board, String conversation) {
        return board.page().locator("[data-board-pane='" + conversation + "']");
    }

    private static Locator link(ChatPage board, String conversation) {
        return pane(board, conversation).getByRole(AriaRole.LINK);
    }

    private static void awaitState(Locator pane, String attention, String words) {
        assertThat(pane).hasAttribute("data-attention", attention);
        assertThat(pane.getByTestId("board-state")).hasText(words);
    }

    /** Waits until the pane shows the last of so many words; what came long before may have left it. */
    private static void awaitWord(Locator pane, int count) {
        assertThat(pane.getByTestId("board-tail"))
                .containsText(
                        words(count).substring(words(count - 1).length()).strip(),
                        new LocatorAssertions.ContainsTextOptions().setUseInnerText(true));
    }

    private void awaitLeft(UpstreamRequest call) {
        Await.until(
                "the upstream's client left", SOON, () -> call.clientLeftNanos().isPresent());
    }
}
