package dev.polylogue.bench.browser;

import dev.polylogue.bench.report.Figure;
import dev.polylogue.bench.report.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A page that stays open: again and again twenty answers come, end and are read. What it keeps of them may be their
 * text, and nothing of those that are gone.
 */
final class AnswersRead implements Scenario {

    private static final int STREAMS = 20;
    private static final int TOKENS = 1_000;
    /** So many rounds fill what the page keeps for the way back; from then on it must let go of as much as comes. */
    private static final int FILLING = 4;

    private static final int MEASURED = 6;
    private static final String QUICK = "quick";
    private static final String AS_READ = "read";

    private final Duration duration;
    private final List<String> all = new ArrayList<>();

    /** @param duration how long to watch answers of 50 tokens a second; zero: six rounds of quick ones */
    AnswersRead(Duration duration) {
        this.duration = duration;
    }

    @Override
    public String name() {
        return "read";
    }

    @Override
    public List<String> models() {
        return List.of(QUICK + ":400:0:" + TOKENS + ":DONE", AS_READ + ":50:0:" + TOKENS + ":DONE");
    }

    @Override
    public void run(Stage stage, Report report) throws IOException, InterruptedException {
        Tab tab = stage.open("/");
        round(stage, tab, QUICK);
        double empty = tab.heldBytes("read-begin");
        for (int i = 1; i < FILLING; i++) {
            round(stage, tab, QUICK);
        }
        double heap = tab.heldBytes("read-filled");
        double nodes = tab.nodes();
        int before = all.size();
        long begin = System.nanoTime();
        for (int i = 0; i < MEASURED || System.nanoTime() - begin < duration.toNanos(); i++) {
            round(stage, tab, duration.isZero() ? QUICK : AS_READ);
            System.out.printf(
                    "%5.1f min, %,d answers: %,.0f KiB, %,.0f nodes%n",
                    (System.nanoTime() - begin) / 60e9, all.size(), tab.heapBytes() / 1024, tab.nodes());
        }
        int answers = all.size() - before;
        double textKib = String.join("", new Answer(0, TOKENS)).length() / 1024.0;
        report.add(Figure.of(
                        "answers that ended and were read: heap gained by each",
                        (tab.heldBytes("read-end") - heap) / answers / 1024,
                        "KiB")
                .atMost(textKib));
        report.add(Figure.of(
                        "answers that ended and were read: DOM nodes gained by each",
                        (tab.nodes() - nodes) / answers,
                        "")
                .atMost(1));
        for (String conversation : all) {
            stage.conversations().delete(conversation);
        }
        Pause.seconds(2);
        report.add(Figure.of(
                        "heap kept for each deleted conversation",
                        (tab.heldBytes("read-deleted") - empty) / all.size() / 1024,
                        "KiB")
                .atMost(1));
    }

    private void round(Stage stage, Tab tab, String model) throws IOException, InterruptedException {
        List<String> streams = stage.conversations().begin(model, STREAMS);
        stage.conversations().awaitActive(0);
        for (String each : streams) {
            show(tab, "/c/" + each);
            tab.page()
                    .locator("[data-testid=message][data-role=assistant][data-status=complete]")
                    .waitFor(Tab.ATTACHED);
        }
        show(tab, "/");
        all.addAll(streams);
    }

    /** Goes there as a link of the page does. */
    private static void show(Tab tab, String path) {
        tab.page().evaluate("(path) => history.pushState(null, '', path)", path);
    }
}
