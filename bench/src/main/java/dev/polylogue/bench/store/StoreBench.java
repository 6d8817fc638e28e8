package dev.polylogue.bench.store;

import dev.polylogue.bench.report.Calibration;
import dev.polylogue.bench.report.Figure;
import dev.polylogue.bench.report.Report;
import dev.polylogue.client.Polylogue;
import dev.polylogue.testkit.process.ServerCommand;
import dev.polylogue.testkit.process.ServerProcess;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Opens a long conversation, walks through a long list, and searches, all through a real server over HTTP; and writes
 * checkpoints. {@code make bench-store} runs it; with the word {@code checkpoints} only these.
 */
public final class StoreBench {

    /** Until both compilers are done with it. */
    private static final int WARM = 1_000;

    private static final int TIMES = 200;
    private static final int DEEP = 190;
    private static final int PAGE = 50;

    private final Report report = new Report("store");
    private final Calibration calibration = Calibration.ofServing();

    private StoreBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var bench = new StoreBench();
        bench.measureCheckpoints();
        if (!List.of(arguments).contains("checkpoints")) {
            bench.measureServer(Path.of("target", "store-bench"));
        }
        bench.addRatios();
        boolean isKept = bench.report.finish(Path.of("target", "bench"), Path.of("baseline"));
        System.exit(isKept ? 0 : 1);
    }

    private void measureCheckpoints() throws IOException {
        new CheckpointCost().measure(report);
    }

    private void measureServer(Path folder) throws IOException, InterruptedException {
        Contents.prepare(folder);
        // The server's own choice of compilers, not that of the tests, which only start quickly.
        var command = ServerCommand.in(folder).heap("1g").java("-XX:TieredStopAtLevel=4");
        try (ServerProcess server = command.start();
                Requests requests = new Requests(server)) {
            String open = "/api/conversations/" + Contents.conversation(0);
            add("open a conversation of 2,000 messages", requests.cost(open, WARM, TIMES), 30);
            String list = "/api/conversations?limit=" + PAGE;
            add("list 10,000 conversations, first page", requests.cost(list, WARM, TIMES), 20);
            String deep = list + "&after=" + deepCursor(server);
            add("list 10,000 conversations, deep page", requests.cost(deep, WARM, TIMES), 20);
            for (var search : searches().entrySet()) {
                String path = "/api/search?q=" + URLEncoder.encode(search.getValue(), StandardCharsets.UTF_8);
                add("search in 100,000 messages, " + search.getKey(), requests.cost(path, WARM, TIMES), 50);
            }
        }
    }

    private void addRatios() {
        report.add(calibration.figure());
        for (Figure figure : report.figures()) {
            boolean isCpu = figure.name().contains(", CPU") && figure.unit().equals("ms");
            if (isCpu && !figure.name().startsWith("calibration")) {
                double ratio = 100 * figure.value() / calibration.millis();
                report.add(Figure.of("100 of " + figure.name() + " / calibration", ratio, Figure.RATIO));
            }
        }
    }

    /** What people look for, and what is hardest to find. */
    private static Map<String, String> searches() {
        var prose = new Prose(0);
        Map<String, String> searches = new LinkedHashMap<>();
        searches.put("a rare word", prose.word(20_000));
        searches.put("a word that is everywhere", "the");
        searches.put("two rare words that never meet", prose.word(19_000) + " " + prose.word(39_000));
        searches.put("a common and a rare word", "the " + prose.word(15_000));
        searches.put("five common words", "which would have been there");
        searches.put("two letters", "th");
        searches.put("four letters of common words", "that");
        searches.put("four letters of rare words", "comp");
        searches.put("one letter", "a");
        searches.put("nothing", "xylophonist");
        return searches;
    }

    private static String deepCursor(ServerProcess server) {
        try (Polylogue client = Polylogue.connect(server.address())) {
            @Nullable String next = null;
            for (int page = 0; page < DEEP; page++) {
                next = client.conversations().page(PAGE, next, false).next();
            }
            return URLEncoder.encode(Objects.requireNonNull(next), StandardCharsets.UTF_8);
        }
    }

    private void add(String name, Requests.Cost cost, double atMost) {
        calibration.sample();
        report.add(Figure.of(name, cost.millis(), "ms").atMost(atMost));
        report.add(Figure.of(name + ", CPU", cost.cpuMillis(), "ms"));
        report.add(Figure.of(name + ", answer", cost.bytes() / 1024.0, "KiB"));
    }
}
