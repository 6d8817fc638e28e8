package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.testkit.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What an answer, or a question, may contain must stay words: it can do nothing and call nobody. */
class UnsafeAnswerTest extends BrowserTest {

    private static final String SIGN = "window.pwned = true";

    private final FileSite stranger = FileSite.start();

    @Override
    Map<String, Script> models() {
        return Map.of("unsafe", Script.script().says(corpus()).build());
    }

    @AfterAll
    void closeStranger() {
        stranger.close();
    }

    private String corpus() {
        return """
                <script>SIGN</script>

                Before <img src=x onerror="SIGN"> and <svg onload="SIGN"> after <b onclick="SIGN">bold</b>.

                <iframe srcdoc="<script>parent.SIGN</script>"></iframe>

                <style>body { display: none }</style>

                <form action="STRANGER/form"><input name="chat-input"><button>Send</button></form>

                [plain](javascript:SIGN) [cased](JaVaScRiPt:SIGN) [escaped](&#106;avascript:SIGN)
                [tabbed](java&Tab;script:SIGN) [data](data:text/html;base64,PHNjcmlwdD4=) [vb](vbscript:SIGN)
                <javascript:SIGN> [reference][evil] [good](https://example.org/fine)

                [evil]: javascript:SIGN

                ![remote](STRANGER/pixel.png) ![script](javascript:SIGN) ![svg](data:image/svg+xml,%3Csvg/%3E)

                | cell | <img src=STRANGER/cell.png onerror="SIGN"> |
                |---|---|
                | <script>SIGN</script> | <a href="javascript:SIGN">link</a> |

                ```html
                <img src=STRANGER/code.png onerror="SIGN">
                ```

                $\\href{javascript:SIGN}{x}$ and $\\includegraphics{STRANGER/math.png}$

                The end.
                """.replace("SIGN", SIGN).replace("STRANGER", stranger.address());
    }

    @Test
    void nothingInAnAnswerRunsLoadsOrLeadsAstray() {
        List<String> hosts = new ArrayList<>();
        context.onRequest(request -> hosts.add(request.url()));
        ChatPage chat = openPage();
        chat.begin("local/unsafe", "<img src=x onerror=\"" + SIGN + "\"> & <script>" + SIGN + "</script>");
        chat.awaitStatus("complete");
        chat.awaitTextContaining("The end.");
        assertInert(chat, hosts);
        chat.reload();
        chat.awaitTextContaining("The end.");
        assertInert(chat, hosts);
    }

    private void assertInert(ChatPage chat, List<String> hosts) {
        chat.awaitTextContaining("<script>" + SIGN + "</script>");
        chat.awaitTextContaining("Before <img src=x onerror=\"" + SIGN + "\"> and");
        ChatPage.awaitText(
                chat.questions().last(), "<img src=x onerror=\"" + SIGN + "\"> & <script>" + SIGN + "</script>");
        assertThat(chat.page().evaluate("() => 'pwned' in window")).isEqualTo(false);
        var message = chat.lastAnswer();
        assertThat(message.locator(
                        "script, iframe, object, embed, style, form, input, svg[onload], [onerror], [onclick]"))
                .hasCount(0);
        assertThat(message.locator("img:not([src^='data:image/'])")).hasCount(0);
        assertThat(message.locator("a:not([href^='https://']):not([href^='http://'])"))
                .hasCount(0);
        assertThat(message.locator("a[href='https://example.org/fine']")).hasAttribute("rel", "noopener noreferrer");
        assertThat(stranger.asked()).isEmpty();
        assertThat(hosts).allMatch(url -> url.startsWith(server.address()) || url.startsWith("data:"));
    }
}
