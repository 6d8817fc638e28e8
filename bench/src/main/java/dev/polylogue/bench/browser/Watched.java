package dev.polylogue.bench.browser;

import dev.polylogue.bench.report.Figure;
import dev.polylogue.bench.report.Report;
import java.io.IOException;

/**
 * The figures of a page that shows many streams at once.
 *
 * @param name of the scenario
 * @param what stands before the name of each figure
 * @param fixedWorkMillis of {@link Tab#fixedWorkMillis}
 */
record Watched(String name, String what, double fixedWorkMillis) {

    private static final int CPU_SECONDS = 20;
    private static final int FRAME_SECONDS = 10;

    void measure(Tab tab, Conversations conversations, Report report) throws IOException, InterruptedException {
        long chunks = conversations.chunks();
        Counters used = tab.watch(name, () -> Pause.seconds(CPU_SECONDS));
        double tokensPerSecond = (conversations.chunks() - chunks) / (used.nanos() / 1e9);
        Tab.Frames frames = tab.frames(FRAME_SECONDS);
        System.out.println(what + used.parts());
        report.add(Figure.of(what + "tokens that came", tokensPerSecond, "/s"));
        report.add(Figure.of(what + "main thread", used.mainThreadPercent(), "% of a core")
                .atMost(15));
        report.add(Figure.of(what + "whole renderer, worker included", used.rendererPercent(), "% of a core"));
        report.add(Figure.of(
                what + "main thread per second, by the fixed work",
                used.mainThreadPercent() * 10 / fixedWorkMillis,
                Figure.RATIO));
        report.add(Figure.of(what + "frames", frames.perSecond(), "/s").atLeast(50));
        report.add(Figure.of(what + "tasks over 50 ms", frames.longTasks(), "").atMost(0));
    }
}
