package dev.polylogue.bench.browser;

import dev.polylogue.bench.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Measures the web app: {@code BrowserBench [--long] [--profile] [SCENARIO…]}; without a name, all of them. {@code --long}
 * has the heap be watched for 30 minutes and not for one and a half. {@code --profile} writes into {@code target} a
 * trace of what was measured, for the browser's developer tools, which costs some CPU itself. Ends with 1 where a bound is not kept.
 */
public final class BrowserBench {

    private BrowserBench() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Set<String> words = Set.of(arguments);
        boolean isLong = words.contains("--long");
        Path profiles = words.contains("--profile") ? Path.of("target") : null;
        boolean isNamed = words.stream().anyMatch(word -> !word.startsWith("--"));
        List<Scenario> all = List.of(
                new FirstLoad(),
                new UnfinishedConstructs(),
                new ManyStreams(),
                new AnswerLengths(),
                new HiddenStreams(),
                new TenTabs(),
                new AnswersRead(isLong),
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
