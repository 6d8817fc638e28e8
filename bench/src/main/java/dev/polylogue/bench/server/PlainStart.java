package dev.polylogue.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A start with nothing of ours in it: a virtual machine that has just begun compiles a program of one file and runs it. It
 * loads two thousand classes, runs code that nothing has compiled, and compiles what it runs, as a server's start does; so
 * on a machine where one takes twice as long, the other does.
 */
final class PlainStart {

    private static final String PROGRAM = """
            import java.util.stream.*;

            record Plain(String word, int times) {
                public static void main(String[] arguments) {
                    Object words = IntStream.range(0, 1000)
                            .mapToObj(i -> new Plain("word" + i % 7, i))
                            .collect(Collectors.groupingBy(Plain::word, Collectors.summingInt(Plain::times)));
                    System.out.println(words);
                    System.out.println("CPU " + ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis());
                }
            }
            """;

    private final Path file;

    /** @param folder for the program's file */
    PlainStart(Path folder) throws IOException {
        this.file = Files.writeString(folder.resolve("Plain.java"), PROGRAM);
    }

    /** The CPU time of one, in milliseconds. */
    double cpuMillis() throws IOException, InterruptedException {
        try (Child program = Child.start(List.of(Child.JAVA, file.toString()))) {
            double millis = Double.parseDouble(program.await("CPU "));
            program.join();
            return millis;
        }
    }
}
