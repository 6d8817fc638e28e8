package dev.polylogue.bench.browser;

import dev.polylogue.bench.report.Figure;
import dev.polylogue.bench.report.Report;
import java.io.IOException;
import java.util.List;

/** What the page keeps of a conversation that streams while nobody looks at it. */
final class HiddenStreams implements Scenario {

    /** Enough that what the page compiles and sets up once is there before. */
    private static final int FEW = 50;

    private static final int MORE = 50;
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

    @Override
    public void run(Stage stage, Report report) throws IOException, InterruptedException {
        Conversations conversations = stage.conversations();
        List<String> all = conversations.make("thousand", FEW + MORE);
        Tab tab = stage.open("/");
        var worker = SharedWorker.of(stage.browser(), tab.page());
        ask(conversations, all.subList(0, FEW));
        settle(conversations, FEW);
        double page = tab.heapBytes();
        double shared = worker.heapBytes();
        ask(conversations, all.subList(FEW, FEW + MORE));
        settle(conversations, FEW + MORE);
        report.add(Figure.of(
                        "heap of the page per invisible conversation that streams, 1000 tokens",
                        (tab.heapBytes() - page) / MORE / 1024,
                        "KiB")
                .atMost(8));
        report.add(Figure.of(
                "heap of the shared worker for the same", (worker.heapBytes() - shared) / MORE / 1024, "KiB"));
    }

    private static void ask(Conversations conversations, List<String> some) throws IOException, InterruptedException {
        for (String each : some) {
            conversations.ask(each);
        }
    }

    private static void settle(Conversations conversations, int streams) throws IOException, InterruptedException {
        conversations.awaitActive(streams);
        conversations.awaitChunks(TOKENS);
        // For the last window, the last frame and what is drawn four times a second.
        Pause.seconds(2);
    }
}
