package dev.polylogue.bench.browser;

import com.microsoft.playwright.Locator;
import dev.polylogue.bench.report.Report;
import java.io.IOException;
import java.util.List;

/** Fifty conversations stream in one tab, and twelve of them are looked at, side by side on the board. */
final class BoardOfPanes implements Scenario {

    private static final int STREAMS = 50;
    private static final int PANES = 12;

    @Override
    public String name() {
        return "board";
    }

    @Override
    public List<String> models() {
        return List.of("many:50:0:1000000:DONE");
    }

    @Override
    public void run(Stage stage, Report report) throws IOException, InterruptedException {
        stage.conversations().begin("many", STREAMS);
        stage.conversations().awaitActive(STREAMS);
        Tab tab = stage.open("/board");
        Pause.seconds(15);
        Locator panes = tab.page().locator("[data-board-pane]");
        if (panes.count() < PANES) {
            System.out.println("Left out: the page has no board with " + PANES + " panes, but " + panes.count() + ".");
            return;
        }
        double fixedWork = tab.fixedWorkMillis();
        new Watched(name(), "50 conversations × 50 tok/s, a grid of 12 live panes: ", fixedWork)
                .measure(tab, stage.conversations(), report);
    }
}
