package dev.polylogue.bench.browser;

import dev.polylogue.bench.report.Figure;
import dev.polylogue.bench.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** What a browser that was never here fetches of scripts and styles until it can be used. */
final class FirstLoad implements Scenario {

    private static final Path ASSETS = Path.of("../web/dist/assets");
    private static final String FETCHED = """
            () => performance.getEntriesByType('resource').map((each) => new URL(each.name).pathname)""";

    @Override
    public String name() {
        return "load";
    }

    @Override
    public List<String> models() {
        return List.of("many:50:0:1000:DONE");
    }

    @Override
    public void run(Stage stage, Report report) throws IOException {
        Tab tab = stage.open("/");
        @SuppressWarnings("unchecked") // What the script above returns.
        var fetched = (List<String>) tab.page().evaluate(FETCHED);
        long bytes = 0;
        for (Path file : files(fetched)) {
            long size = zippedSize(file);
            System.out.printf("%,9d %s%n", size, file.getFileName());
            bytes += size;
        }
        report.add(Figure.of("first load, JS + CSS gzip", bytes / 1000.0, "KB").atMost(190));
    }

    /** The page does not see what the shared worker is made of: that is always fetched. */
    private static List<Path> files(List<String> fetched) throws IOException {
        try (Stream<Path> assets = Files.list(ASSETS)) {
            return assets.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.matches(".*\\.(js|css)")
                                && (fetched.contains("/assets/" + name) || name.startsWith("events.worker"));
                    })
                    .toList();
        }
    }

    private static long zippedSize(Path file) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            Files.copy(file, gzip);
        }
        return zipped.size();
    }
}
