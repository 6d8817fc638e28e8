package dev.polylogue.bench.browser;

import dev.polylogue.bench.report.Report;
import java.io.IOException;
import java.util.List;

/** Fifty conversations stream in one tab, and one of them is looked at. */
final class ManyStreams implements Scenario {

    private static final int STREAMS = 50;
    private static final String WHAT = "50 conversations × 50 tok/s, one visible: ";

    @Override
    public String name() {
        return "many";
    }

    @Override
    public List<String> models() {
        return List.of("many:50:0:1000000:DONE");
    }

    @Override
    public void run(Stage stage, Report report) throws IOException, InterruptedException {
        Conversations conversations = stage.conversations();
        String visible = conversations.make("many");
        Tab tab = stage.open("/c/" + visible);
        double fixedWork = tab.fixedWorkMillis();
        conversations.ask(visible);
        conversations.begin("many", STREAMS - 1);
        conversations.awaitActive(STREAMS);
        // Until everything is loaded, compiled and warm, and the answer is longer than the screen.
        Pause.seconds(15);
        new Watched(name(), WHAT, fixedWork).measure(tab, conversations, report);
    }
}
