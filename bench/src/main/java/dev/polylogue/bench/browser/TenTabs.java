package dev.polylogue.bench.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import dev.polylogue.bench.report.Figure;
import dev.polylogue.bench.report.Median;
import dev.polylogue.bench.report.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ten tabs of one browser, each of which follows fifty conversations, over plain HTTP/1.1: a browser opens six
 * connections to a server, so one stream for each tab would leave none for the seventh tab, nor for a stop.
 */
final class TenTabs implements Scenario {

    private static final int TABS = 10;
    private static final int STREAMS = 50;
    private static final int TRIES = 5;
    /** Until a page that was loaded has fetched and compiled all its parts. */
    private static final int SETTLING = 4;

    /** From the click to the word that it has stopped, on the screen. */
    private static final String STOP = """
            () => new Promise((resolve) => {
              const answers = () => [...document.querySelectorAll('[data-testid=message][data-role=assistant]')];
              const begin = performance.now();
              const observer = new MutationObserver(() => {
                if (answers().at(-1)?.dataset.status !== 'stopped') return;
                observer.disconnect();
                resolve(performance.now() - begin);
              });
              observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-status'] });
              document.querySelector('[data-testid=stop-button]').click();
            })""";

    @Override
    public String name() {
        return "tabs";
    }

    @Override
    public List<String> models() {
        return List.of("many:20:0:1000000:DONE");
    }

    /** A second event connection would be refused: that all tabs are connected says that there is one. */
    @Override
    public List<String> serverArguments() {
        return List.of("--polylogue.limits.event-connections=1");
    }

    @Override
    public void run(Stage stage, Report report) throws IOException, InterruptedException {
        List<String> streams = stage.conversations().begin("many", STREAMS);
        stage.conversations().awaitActive(STREAMS);
        BrowserContext window = stage.window();
        List<Tab> tabs = new ArrayList<>();
        for (int i = 0; i < TABS; i++) {
            tabs.add(stage.open("/c/" + streams.get(i), window));
        }
        Pause.seconds(5);
        double[] stops = new double[TRIES];
        double[] reloads = new double[TRIES];
        for (int i = 0; i < TRIES; i++) {
            Page page = tabs.get(i).page();
            page.bringToFront();
            awaitShown(tabs, page);
            reloads[i] = reloadMillis(page);
            page.getByTestId("stop-button").waitFor();
            Pause.seconds(SETTLING);
            stops[i] = ((Number) page.evaluate(STOP)).doubleValue();
        }
        String what = "50 conversations in each of 10 tabs: ";
        report.add(Figure.of(what + "event connections", SharedWorker.count(stage.browser()), "")
                .atMost(1));
        tell(report, what + "5 stops, to the word on the screen", stops, 100);
        tell(report, what + "5 reloads, until they commit", reloads, 1000);
    }

    private static void tell(Report report, String what, double[] millis, double reach) {
        report.add(Figure.of(what + ", median", Median.of(millis), "ms").atMost(reach));
        report.add(Figure.of(what + ", slowest", Arrays.stream(millis).max().orElseThrow(), "ms"));
    }

    /** Waits until the browser shows that page and no other. */
    private static void awaitShown(List<Tab> tabs, Page shown) {
        for (Tab tab : tabs) {
            String state = tab.page().equals(shown) ? "visible" : "hidden";
            // Not at each frame, which a hidden tab does not draw.
            var often = new Page.WaitForFunctionOptions().setPollingInterval(50);
            var _ = tab.page().waitForFunction("(state) => document.visibilityState === state", state, often);
        }
    }

    private static double reloadMillis(Page page) {
        long begin = System.nanoTime();
        page.reload(new Page.ReloadOptions().setWaitUntil(WaitUntilState.COMMIT));
        return (System.nanoTime() - begin) / 1e6;
    }
}
