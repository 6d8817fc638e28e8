package dev.polylogue.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ratios that the repository keeps from an earlier run. Only ratios are compared: they hold on another machine too.
 */
final class Baseline {

    /** How much worse a ratio may be before that is more than noise. */
    private static final double TOLERANCE = 1.25;

    private final Map<String, Double> ratios;

    private Baseline(Map<String, Double> ratios) {
        this.ratios = ratios;
    }

    /** From a file that a {@link Report} once wrote; nothing to compare with where there is none. */
    static Baseline read(Path file) throws IOException {
        Map<String, Double> ratios = new HashMap<>();
        if (Files.exists(file)) {
            JsonNode all = JsonMapper.shared().readTree(Files.readString(file));
            for (JsonNode figure : all.path("figures")) {
                if (figure.path("unit").asString("").equals(Figure.RATIO)) {
                    ratios.put(
                            figure.path("name").asString(""),
                            figure.path("value").asDouble(0));
                }
            }
        }
        return new Baseline(ratios);
    }

    /** A line for each ratio that has become worse. */
    List<String> worse(List<Figure> figures) {
        return figures.stream()
                .filter(figure -> figure.unit().equals(Figure.RATIO) && figure.atLeast() == null)
                .filter(figure -> figure.value() > ratios.getOrDefault(figure.name(), Double.MAX_VALUE) * TOLERANCE)
                .map(figure -> String.format(
                        Locale.ROOT,
                        "WORSE: %s is %.2f, it was %.2f",
                        figure.name(),
                        figure.value(),
                        ratios.get(figure.name())))
                .toList();
    }
}
