package dev.polylogue.tools.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.engine.tool.ToolResult;
import dev.polylogue.tools.guard.AddressGuard;
import dev.polylogue.tools.testing.FakeCall;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard lets this machine through, as a test must; every name is this machine. */
final class FetchUrlTest {

    private static final WebRequests REQUESTS = new WebRequests();

    private final FileServer server = FileServer.start();
    private final AddressGuard guard =
            new AddressGuard(_ -> List.of(InetAddress.ofLiteral("127.0.0.1")), InetAddress::isLoopbackAddress);
    private final FetchUrl tool = new FetchUrl(new FakeTime(), guard, REQUESTS);

    @AfterEach
    void close() {
        server.close();
    }

    @AfterAll
    static void closeAll() {
        REQUESTS.close();
    }

    @Test
    void aPageIsReadAsText() throws InterruptedException {
        server.answer("/page", "text/html", """
                <html><head><title>The page</title><style>p {}</style></head><body><nav>Menu</nav><main>
                <h1>A   title</h1><p>Some <b>bold</b> words, and <a href="/next?a=1">a link</a>.</p>
                <script>alert(1)</script><p hidden>unseen</p><ul><li>one</li><li>two</li></ul>
                <table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>
                <pre>as
                  written</pre></main></body></html>
                """);

        assertThat(text("http://page.test:" + server.port() + "/page")).isEqualTo("""
                Fetched from http://page.test:%1$d/page

                Title: The page

                # A title

                Some bold words, and a link (http://page.test:%1$d/next?a=1).

                - one
                - two

                a | b
                c | d

                as
                  written""".formatted(server.port()));
    }

    @Test
    void theNameIsAskedForAtTheAddressThatWasChecked() throws InterruptedException {
        server.answer("/", "text/plain", "here");

        assertThat(text("http://no-such-name.test:" + server.port())).endsWith("\n\nhere");
        assertThat(server.hosts()).containsExactly("no-such-name.test:" + server.port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json; charset=utf-8", "application/ld+json", "text/csv"})
    void aTextIsToldAsItIs(String type) throws InterruptedException {
        server.answer("/text", type, "{\"a\":  \"ä\"}");

        assertThat(text(server.url("/text"))).endsWith("\n\n{\"a\":  \"ä\"}");
    }

    @Test
    void theCharsetThatIsNamedCounts() throws InterruptedException {
        server.answer("/text", "text/plain; charset=ISO-8859-1", "ä".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(text(server.url("/text"))).endsWith("\n\nä");
    }

    @Test
    void whatIsNoTextIsRefusedInWords() throws InterruptedException {
        server.answer("/picture", "image/png", "PNG");

        assertThat(failure(server.url("/picture"))).isEqualTo("It is a document of type image/png, not a text.");
    }

    @Test
    void anErrorIsSaid() throws InterruptedException {
        assertThat(failure(server.url("/nowhere"))).isEqualTo("The server answered with status 404 Not Found.");
    }

    @Test
    void threeRedirectsAreFollowedAndNoMore() throws InterruptedException {
        server.answer("/0", "text/plain", "there");
        server.redirect("/1", "/0");
        server.redirect("/2", server.url("/1"));
        server.redirect("/3", "2");
        server.redirect("/4", "/3");

        assertThat(text(server.url("/3"))).isEqualTo("Fetched from " + server.url("/0") + "\n\nthere");
        assertThat(failure(server.url("/4"))).isEqualTo("The address leads on more than 3 times.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://10.0.0.1/",
                "http://[fd00:ec2::254]/",
                "http://0x7f.1/",
                "file:///etc/passwd",
                "http://user:secret@page.test/",
            })
    void aRedirectIsCheckedLikeTheFirstAddress(String target) throws InterruptedException {
        server.redirect("/away", target);

        assertThat(failure(server.url("/away"))).doesNotContain("status");
    }

    @Test
    void aLongTextIsCut() throws InterruptedException {
        server.answer("/long", "text/plain", "x".repeat(3 << 20));

        assertThat(text(server.url("/long")))
                .hasSizeLessThan((1 << 20) + 200)
                .endsWith("xxx\n\n[Cut here: there is more than 1 MiB of it.]");
    }

    @Test
    void whatUnpacksToMuchIsCutToo() throws InterruptedException {
        server.answerPacked("/packed", "text/plain", "x".repeat(64 << 20));

        assertThat(text(server.url("/packed"))).hasSizeLessThan((1 << 20) + 200).contains("[Cut here");
    }

    @Test
    void aPageWhoseLinksGrowIsBounded() throws InterruptedException {
        server.answer("/" + "long".repeat(1000), "text/html", "<a href=x>x</a>".repeat(50_000));

        assertThat(text(server.url("/" + "long".repeat(1000)))).hasSizeLessThan((1 << 20) + 20_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not an address", "page.test/path", "", "http://"})
    void whatIsNoAddressIsSaid(String address) throws InterruptedException {
        assertThat(failure(address)).endsWith(".");
    }

    @Test
    void aHostThatTakesNoConnectionIsSaid() throws InterruptedException {
        server.close();

        assertThat(failure(server.url("/"))).isEqualTo("127.0.0.1 takes no connection.");
    }

    @Test
    void itMayTakeTenSeconds() {
        assertThat(tool.deadline()).isEqualTo(Duration.ofSeconds(10));
    }

    private String text(String address) throws InterruptedException {
        return assertThat(result(address))
                .isInstanceOfSatisfying(ToolResult.Done.class, _ -> {})
                .extracting(result -> ((ToolResult.Done) result).output().asString())
                .actual();
    }

    private String failure(String address) throws InterruptedException {
        ToolResult result = result(address);
        assertThat(result).isInstanceOf(ToolResult.Failed.class);
        return ((ToolResult.Failed) result).message();
    }

    private ToolResult result(String address) throws InterruptedException {
        return tool.run(FakeCall.with("{\"url\": \"" + address + "\"}"));
    }
}
