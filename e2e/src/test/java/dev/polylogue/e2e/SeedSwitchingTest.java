package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.UpstreamRequest;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Rows 1 to 3 of the seed: from one conversation to the other, and away with one. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SeedSwitchingTest extends BrowserTest {

    private static final String GATED = "local/gated";

    @Override
    Map<String, Script> models() {
        return Map.of("gated", Script.script().length(60).gated().build());
    }

    @Test
    @Order(1)
    @DisplayName("1. Switch to a streaming conversation: its live text is there at once and goes on growing")
    void aStreamingConversationShowsItsLiveTextAtOnceAndGoesOnGrowing() {
        ChatPage chat = openPage();
        String streaming = chat.begin(GATED, "row 1, the one that streams");
        UpstreamRequest call = asked("row 1, the one that streams");
        call.release(10);
        chat.awaitText(words(10));

        chat.begin(GATED, "row 1, the other one");
        UpstreamRequest other = asked("row 1, the other one");
        other.release(3);
        chat.awaitText(words(3));
        call.release(10);
        chat.awaitAttention(streaming, "streaming");

        chat.switchTo(streaming);
        chat.awaitText(words(20));
        chat.awaitStatus("streaming");
        assertThat(chat.element("stop-button")).isVisible();
        call.release(5);
        chat.awaitText(words(25));

        call.release(100);
        other.release(100);
        chat.awaitStatus("complete");
        chat.awaitText(words(60));
    }

    @Test
    @Order(2)
    @DisplayName("2. Switch to an idle conversation: Send is shown; type and send; both stream")
    void anIdleConversationShowsSendAndCanStreamBesideTheOther() {
        ChatPage chat = openPage();
        String idle = chat.begin(GATED, "row 2, the idle one");
        asked("row 2, the idle one").release(100);
        chat.awaitStatus("complete");
        String streaming = chat.begin(GATED, "row 2, the streaming one");
        UpstreamRequest first = asked("row 2, the streaming one");
        first.release(5);
        chat.awaitText(words(5));
        assertThat(chat.element("stop-button")).isVisible();

        chat.switchTo(idle);
        assertThat(chat.element("send-button")).isVisible();
        assertThat(chat.element("stop-button")).hasCount(0);
        chat.send("row 2, the second question");
        UpstreamRequest second = asked("row 2, the second question");
        second.release(7);
        chat.awaitText(words(7));
        chat.awaitAttention(idle, "streaming");
        chat.awaitAttention(streaming, "streaming");

        first.release(8);
        chat.switchTo(streaming);
        chat.awaitText(words(13));
        first.release(100);
        second.release(100);
        chat.awaitStatus("complete");
        chat.switchTo(idle);
        chat.awaitStatus("complete");
        assertThat(api.lastText(idle)).isEqualTo(words(60));
        assertThat(api.lastText(streaming)).isEqualTo(words(60));
    }

    @Test
    @Order(3)
    @DisplayName("3. Delete a streaming conversation: aborted, out of the list, upstream closed, and it stays away")
    void aDeletedConversationEndsAtTheUpstreamAndNeverComesBack() throws InterruptedException {
        ChatPage chat = openPage();
        String other = chat.begin(GATED, "row 3, the one that stays");
        UpstreamRequest staying = asked("row 3, the one that stays");
        staying.release(4);
        String doomed = chat.begin(GATED, "row 3, the one to delete");
        UpstreamRequest call = asked("row 3, the one to delete");
        call.release(10);
        chat.awaitText(words(10));

        chat.chooseFromMenu(doomed, "delete-conversation");
        Response deleted = chat.page()
                .waitForResponse(
                        response -> "DELETE".equals(response.request().method()),
                        () -> chat.element("confirm-delete").click());
        long left = call.awaitClientLeft(SOON);
        // The browser's clock and ours are the same wall clock; the upstream's moments are nanoseconds of our process.
        double leftAtMillis = time.now().toEpochMilli() - (time.nanoTime() - left) / 1e6;
        double millis = leftAtMillis - deleted.request().timing().startTime;
        System.out.printf("Row 3: the upstream was closed %.1f ms after the browser asked for the deletion%n", millis);
        assertThat(millis).isLessThan(1000);

        assertThat(chat.row(doomed)).hasCount(0);
        assertThat(api.listed(doomed)).isEmpty();
        assertThat(api.get("/api/conversations/" + doomed).status()).isEqualTo(404);
        staying.release(6);
        chat.switchTo(other);
        chat.awaitText(words(10));

        chat.reload();
        chat.awaitStatus("stopped");
        assertThat(chat.row(other)).isVisible();
        assertThat(chat.row(doomed)).hasCount(0);
        assertThat(api.listed(doomed)).isEmpty();
    }
}
