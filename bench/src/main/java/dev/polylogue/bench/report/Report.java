package dev.polylogue.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The figures of one bench. One thread uses it. */
public final class Report {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final String name;
    private final List<Figure> figures = new ArrayList<>();

    /** @param name the bench, as {@code server}: also the name of its file */
    public Report(String name) {
        this.name = name;
    }

    /** Adds a figure and says it at once, so that a run that breaks off has shown what it measured. */
    public void add(Figure figure) {
        figures.add(figure);
        System.out.println(row(figure));
    }

    /** The figures so far, in their order. */
    public List<Figure> figures() {
        return List.copyOf(figures);
    }

    /** The table, in Markdown. */
    public String table() {
        var table = new StringBuilder("| what | measured | unit | reach | kept |\n|---|---|---|---|---|\n");
        figures.forEach(figure -> table.append(row(figure)).append('\n'));
        return table.toString();
    }

    /**
     * Prints the table, writes {@code NAME.json} into {@code folder}, and compares with the file of that name in {@code
     * baseline}. False where a bound is not kept or a ratio has become worse.
     */
    public boolean finish(Path folder, Path baseline) throws IOException {
        System.out.println("\n" + table());
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".json"), json());
        List<String> worse = Baseline.read(baseline.resolve(name + ".json")).worse(figures);
        worse.forEach(System.out::println);
        return worse.isEmpty() && figures.stream().allMatch(Figure::isKept);
    }

    private String json() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        machine.put("java", Runtime.version().toString());
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("bench", name);
        all.put("machine", machine);
        all.put("figures", figures);
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    }

    private static String row(Figure figure) {
        return "| " + figure.name() + " | " + number(figure.value()) + " | " + figure.unit() + " | " + reach(figure)
                + " | " + (figure.isKept() ? "yes" : "NO") + " |";
    }

    private static String reach(Figure figure) {
        return bound("≤ ", figure.atMost()) + bound("≥ ", figure.atLeast());
    }

    private static String bound(String sign, @Nullable Double bound) {
        return bound == null ? "" : sign + number(bound);
    }

    private static String number(double value) {
        return String.format(
                Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }
}
