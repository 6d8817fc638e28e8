package dev.polylogue.bench.browser;

import dev.polylogue.bench.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Measures the web app: {@code BrowserBench [--minutes=N] [--profile] [SCENARIO…]}; without a name, all of them. {@code
 * --minutes=30} has answers that are read be watched for so long, and not for a few quick rounds. {@code --profile}
 * writes into {@code target} a trace of what was measured, for the browser's developer tools, which costs some CPU
 * itself, and snapshots of the heap. Ends with 1 where a bound is not kept.
 */
public final class BrowserBench {

    private static final String MINUTES = "--minutes=";

    private BrowserBench() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Set<String> words = Set.of(arguments);
        Duration reading = words.stream()
                .filter(word -> word.startsWith(MINUTES))
                .map(word -> Duration.ofMinutes(Long.parseLong(word.substring(MINUTES.length()))))
                .findFirst()
                .orElse(Duration.ZERO);
        Path profiles = words.contains("--profile") ? Path.of("target") : null;
        boolean isNamed = words.stream().anyMatch(word -> !word.startsWith("--"));
        List<Scenario> all = List.of(
                new FirstLoad(),
                new UnfinishedConstructs(),
                new ManyStreams(),
                new AnswerLengths(),
                new HiddenStreams(),
                new TenTabs(),
                new AnswersRead(reading),
                new BoardOfPanes());
        List<Scenario> chosen = all.stream()
                .filter(scenario -> !isNamed || words.contains(scenario.name()))
                .toList();
        if (chosen.isEmpty()) {
            System.err.println("Scenarios: " + all.stream().map(Scenario::name).toList());
            System.exit(2);
        }
        var report = new Report("browser");
        for (Scenario scenario : chosen) {
            try (Stage stage = Stage.set(scenario, profiles)) {
                scenario.run(stage, report);
            }
        }
        System.exit(report.finish(Path.of("target", "bench"), Path.of("baseline")) ? 0 : 1);
    }
}
