package dev.polylogue.bench.browser;

import dev.polylogue.testkit.Ending;
import dev.polylogue.testkit.Script;
import dev.polylogue.testkit.SimulatedUpstream;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The simulated model server as a process of its own, with models that write Markdown. A model is said as {@code
 * NAME:RATE:HEAD:TOKENS:END}: {@code HEAD} tokens of an {@link Answer} at once, {@code TOKENS} more at {@code RATE} per
 * second, and an {@link Ending} by its name; or as {@code NAME:RATE:@FILE}: that text, a character at a time.
 */
final class ModelServer implements AutoCloseable {

    private static final String READY = "Simulated upstream at ";

    private final Process process;
    private final String baseUrl;

    private ModelServer(Process process, String baseUrl) {
        this.process = process;
        this.baseUrl = baseUrl;
    }

    /** See the class: the arguments are models. */
    public static void main(String[] models) throws IOException, InterruptedException {
        try (SimulatedUpstream upstream = SimulatedUpstream.start()) {
            upstream.keepNewest(1);
            for (String model : models) {
                String[] words = model.split(":", 5);
                upstream.model(words[0], scriptOf(words));
            }
            System.out.println(READY + upstream.baseUrl());
            new CountDownLatch(1).await();
        }
    }

    private static Script scriptOf(String[] words) throws IOException {
        Script.Builder script = Script.script().rate(Double.parseDouble(words[1]));
        if (words[2].startsWith("@")) {
            String text = Files.readString(Path.of(words[2].substring(1)));
            return script.says(text.codePoints().mapToObj(Character::toString).toList())
                    .build();
        }
        return script.says(new Answer(Integer.parseInt(words[2]), Integer.parseInt(words[3])))
                .end(Ending.valueOf(words[4]))
                .build();
    }

    static ModelServer start(List<String> models) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                ModelServer.class.getName()));
        words.addAll(models);
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // Nothing follows its one line: the reader may go.
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        if (line == null || !line.startsWith(READY)) {
            process.destroy();
            throw new IllegalStateException("the model server did not start: " + line);
        }
        return new ModelServer(process, line.substring(READY.length()));
    }

    String baseUrl() {
        return baseUrl;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
