package dev.polylogue.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import dev.polylogue.engine.time.SystemTime;
import dev.polylogue.engine.time.Time;
import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.SimulatedUpstream;
import dev.polylogue.testkit.UpstreamRequest;
import dev.polylogue.testkit.process.ServerCommand;
import dev.polylogue.testkit.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What each class of browser tests has: one server with an empty data folder, one simulated upstream as its provider
 * {@code local}, one browser; and for each test a context of its own, as a browser that was never here. A test fails
 * also when its pages complained on the console, and a class when its server did in its log.
 */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(FailureRecord.class)
abstract class BrowserTest {

    static final Duration SOON = Duration.ofSeconds(15);
    private static final double MILLIS = SOON.toSeconds() * 1000.0;
    static final int WIDTH = 1280;
    static final int HEIGHT = 800;
    private static final Path RECORDS = Path.of("target", "failures");

    final Time time = new SystemTime();
    SimulatedUpstream upstream;
    Chromium chromium;
    ServerProcess server;
    Api api;
    BrowserContext context;
    PageConsole console;
    Path data;

    /** The models of the provider {@code local}, by name, for all tests of the class. */
    abstract Map<String, Script> models();

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, InterruptedException {
        data = folder;
        setDefaultAssertionTimeout(MILLIS);
        upstream = SimulatedUpstream.start();
        models().forEach(upstream::model);
        server = startServer(0);
        api = new Api(server.address());
        chromium = Chromium.start();
    }

    ServerProcess startServer(int port) throws IOException, InterruptedException {
        requireWebApp();
        return ServerCommand.in(data).port(port).provider(upstream.baseUrl()).start();
    }

    private static void requireWebApp() throws IOException {
        try (var jar = new JarFile(ServerCommand.jar().toFile())) {
            if (jar.getEntry("BOOT-INF/classes/web/index.html") == null) {
                throw new IllegalStateException("The web app is not in " + jar.getName()
                        + ": build it first (npm ci && npm run build in web).");
            }
        }
    }

    @BeforeEach
    void openContext() {
        console = new PageConsole();
        context = newContext(new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT));
    }

    /** Another browser, with a storage of its own. The browser's end closes it, if not the test. */
    BrowserContext newContext(Browser.NewContextOptions options) {
        BrowserContext made = chromium.browser().newContext(options);
        made.setDefaultTimeout(MILLIS);
        console.listenTo(made);
        PageTrail.keep(made);
        return made;
    }

    @AfterEach
    void closeContext() {
        context.close();
        assertThat(console.complaints()).as("complaints on the console").isEmpty();
    }

    @AfterAll
    void end() {
        chromium.close();
        api.close();
        server.close();
        upstream.close();
        assertThat(server.complaints())
                .as("in the server's log:%n%s", String.join("\n", server.log()))
                .isEmpty();
    }

    ChatPage openPage() {
        return ChatPage.open(context, server.address());
    }

    /** The upstream's view of the newest call with that prompt; waits for it. */
    UpstreamRequest asked(String prompt) {
        return asked(prompt, 1);
    }

    /** The upstream's view of the call number {@code nth}, from 1, with that prompt; waits for it. */
    UpstreamRequest asked(String prompt, int nth) {
        Await.until(
                "call " + nth + " with the prompt: " + prompt,
                SOON,
                () -> calls(prompt).size() >= nth);
        return calls(prompt).get(nth - 1);
    }

    /** All calls with that prompt so far. */
    List<UpstreamRequest> calls(String prompt) {
        return upstream.requests().stream()
                .filter(request -> prompt.equals(prompt(request)))
                .toList();
    }

    private static String prompt(UpstreamRequest request) {
        JsonNode messages = request.body().path("messages");
        return messages.path(messages.size() - 1).path("content").asString("");
    }

    /** What a model says in its first tokens. */
    static String words(int tokens) {
        return SimulatedUpstream.textOf("", tokens);
    }

    /** Keeps a picture of each page, and the server's log. */
    void recordFailure(String name) {
        try {
            Files.createDirectories(RECORDS);
            String prefix = getClass().getSimpleName() + "." + name;
            Files.write(RECORDS.resolve(prefix + ".server.log"), server.log());
            List<Page> pages = context.pages();
            for (int i = 0; i < Math.min(3, pages.size()); i++) {
                pages.get(i)
                        .screenshot(new Page.ScreenshotOptions().setPath(RECORDS.resolve(prefix + "." + i + ".png")));
                Files.writeString(
                        RECORDS.resolve(prefix + "." + i + ".html"),
                        pages.get(i).content());
                Files.writeString(RECORDS.resolve(prefix + "." + i + ".trail.txt"), PageTrail.of(pages.get(i)));
            }
        } catch (PlaywrightException gone) {
            // The page is what failed; the log is there.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
