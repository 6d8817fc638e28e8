package dev.polylogue.bench.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A process that says what it does, line by line. One thread uses it. */
final class Child implements AutoCloseable {

    /** The program of this virtual machine. */
    static final String JAVA = System.getProperty("java.home") + "/bin/java";

    private final Process process;
    private final BufferedReader lines;

    private Child(Process process) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
    }

    static Child start(List<String> command) throws IOException {
        return new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Starts a main class of this class path in a small virtual machine. */
    static Child java(Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                JAVA, "-Xmx512m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return start(command);
    }

    /** The rest of the next line that begins with {@code word}; {@link IOException} where it ends before. */
    String await(String word) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(word)) {
                return line.substring(word.length()).strip();
            }
        }
        throw new IOException(
                "it ended before it said " + word + ": " + process.info().commandLine());
    }

    long pid() {
        return process.pid();
    }

    /** {@link IOException} where it has ended. */
    void checkAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("it ended with status " + process.exitValue());
        }
    }

    /** Waits for its own end. */
    void join() throws InterruptedException {
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        } catch (CompletionException late) {
            process.destroyForcibly();
        }
    }
}
