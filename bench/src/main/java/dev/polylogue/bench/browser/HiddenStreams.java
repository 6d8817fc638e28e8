package dev.polylogue.bench.browser;

import dev.polylogue.bench.report.Figure;
import dev.polylogue.bench.report.Report;
import java.io.IOException;
import java.util.List;

/** What the page keeps of a conversation that streams while nobody looks at it. */
final class HiddenStreams implements Scenario {

    /** Enough that what the page sets up once is there before, and that what it compiles is. */
    private static final int FEW = 100;

    /** Many, so that what is compiled meanwhile is little for each. */
    private static final int MORE = 200;

    private static final int AT_ONCE = 50;
    private static final int TOKENS = 1_000;

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public List<String> models() {
        // They stall at their last token, so that all are still live when the heap is measured.
        return List.of("thousand:100:0:" + TOKENS + ":STALL");
    }

    /** Else the first have failed, as silent, before the last have come so far. */
    @Override
    public List<String> serverArguments() {
        return List.of("--polylogue.providers.local.idle-timeout=10m");
    }

    @Override
    public void run(Stage stage, Report report) throws IOException, InterruptedException {
        Conversations conversations = stage.conversations();
        List<String> all = conversations.make("thousand", FEW + MORE);
        Tab tab = stage.open("/");
        var worker = SharedWorker.of(stage.browser(), tab.page());
        stream(conversations, all, 0, FEW);
        double page = tab.heldBytes("heap-" + FEW);
        double shared = worker.heapBytes();
        stream(conversations, all, FEW, FEW + MORE);
        report.add(Figure.of(
                        "heap of the page per invisible conversation that streams, 1000 tokens",
                        (tab.heldBytes("heap-" + (FEW + MORE)) - page) / MORE / 1024,
                        "KiB")
                .atMost(8));
        report.add(Figure.of(
                "heap of the shared worker for the same", (worker.heapBytes() - shared) / MORE / 1024, "KiB"));
    }

    private static void stream(Conversations conversations, List<String> all, int from, int to)
            throws IOException, InterruptedException {
        for (int i = from; i < to; i++) {
            conversations.ask(all.get(i));
            if ((i + 1) % AT_ONCE == 0) {
                conversations.awaitActive(i + 1);
                conversations.awaitChunks(TOKENS);
            }
        }
        // For the last window, the last frame and what is drawn four times a second.
        Pause.seconds(2);
    }
}
