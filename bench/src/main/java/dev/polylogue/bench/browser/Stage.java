package dev.polylogue.bench.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.polylogue.testkit.process.FreePort;
import dev.polylogue.testkit.process.ServerCommand;
import dev.polylogue.testkit.process.ServerProcess;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What each scenario stands on: a model server, a server with an empty data folder, a browser that was never here. It
 * belongs to the thread that made it.
 */
final class Stage implements AutoCloseable {

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,800",
            // Else `performance.memory` and the heap's figures are rounded.
            "--enable-precise-memory-info");

    private final Path data;
    private final @Nullable Path profiles;
    private final ModelServer models;
    private final ServerProcess server;
    private final Playwright playwright;
    private final Browser browser;
    private final int debuggingPort;
    private final BrowserContext context;
    private final Conversations conversations;

    private Stage(
            Path data,
            @Nullable Path profiles,
            ModelServer models,
            ServerProcess server,
            Playwright playwright,
            Browser browser,
            int debuggingPort) {
        this.data = data;
        this.profiles = profiles;
        this.models = models;
        this.server = server;
        this.playwright = playwright;
        this.browser = browser;
        this.debuggingPort = debuggingPort;
        this.context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 800));
        this.conversations = new Conversations(server.address());
    }

    /** @param profiles where tabs write what they did while they were watched; null: nowhere */
    static Stage set(Scenario scenario, @Nullable Path profiles) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("polylogue-bench");
        ModelServer models = ModelServer.start(scenario.models());
        ServerProcess server = ServerCommand.in(data)
                .heap("1g")
                .provider(models.baseUrl())
                .with(scenario.serverArguments().toArray(String[]::new))
                // As people start it: tests stop at the first compiler to start sooner.
                .java("-XX:TieredStopAtLevel=4")
                .start();
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Path chromium = Path.of(Objects.requireNonNull(System.getenv("CHROMIUM"), "CHROMIUM must name the browser"));
        int debuggingPort = FreePort.any();
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add("--remote-debugging-port=" + debuggingPort);
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(flags));
        return new Stage(data, profiles, models, server, playwright, browser, debuggingPort);
    }

    Conversations conversations() {
        return conversations;
    }

    Browser browser() {
        return browser;
    }

    /** A new tab at that path, connected. The browser draws it whether or not it is in front. */
    Tab open(String path) {
        return open(path, context);
    }

    /**
     * The window of a person: of all tabs in it the browser shows only the one that is in front. Without this Playwright
     * has it believe that each is.
     */
    BrowserContext window() {
        return playwright
                .chromium()
                .connectOverCDP(
                        "http://127.0.0.1:" + debuggingPort,
                        new BrowserType.ConnectOverCDPOptions().setNoDefaults(true))
                .contexts()
                .getFirst();
    }

    /** As {@link #open(String)}, in that window. */
    Tab open(String path, BrowserContext context) {
        Page page = context.newPage();
        page.navigate(server.address() + path);
        page.locator("[data-testid=connection-status][data-state=open]").waitFor(Tab.ATTACHED);
        // As a person does sooner or later: until then the browser watches for the largest text that is painted.
        page.mouse().click(640, 20);
        return new Tab(page, context.newCDPSession(page), profiles);
    }

    @Override
    public void close() throws IOException {
        conversations.close();
        browser.close();
        playwright.close();
        server.close();
        models.close();
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
