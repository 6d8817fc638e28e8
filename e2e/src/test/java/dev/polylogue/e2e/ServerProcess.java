package dev.polylogue.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarFile;

/**
 * A server as a process of its own, started from the jar that people get. All that it prints is kept. It is ended by
 * its own handle: in good order by {@link #close}, or as by a power cut by {@link #kill}.
 */
final class ServerProcess implements AutoCloseable {

    private static final String READY = "Polylogue is ready at ";
    private static final Duration START_TIME = Duration.ofSeconds(90);
    private static final Duration END_TIME = Duration.ofSeconds(20);

    private final Process process;
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<String> address = new CompletableFuture<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    private ServerProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().name("server-log").start(this::read);
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @param data its data folder
     * @param port 0 for a free one
     */
    static ServerProcess start(Path data, int port, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseCompactObjectHeaders",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar().toString(),
                "--server.port=" + port,
                "--polylogue.data=" + data,
                "--polylogue.discovery.enabled=false"));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // A developer's own settings must not leak into the tests.
        builder.environment().keySet().removeIf(name -> name.startsWith("POLYLOGUE_") || name.startsWith("OPENAI_"));
        var server = new ServerProcess(builder.start());
        try {
            server.address.get(START_TIME.toSeconds(), TimeUnit.SECONDS);
            return server;
        } catch (ExecutionException | TimeoutException failure) {
            server.kill();
            throw new IllegalStateException("the server did not start:\n" + String.join("\n", server.log()), failure);
        }
    }

    private static Path jar() throws IOException {
        Path jar = Path.of(System.getProperty("polylogue.jar", "../server/target/polylogue-exec.jar"))
                .toAbsolutePath()
                .normalize();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("There is no " + jar + ": build the server first (./mvnw package).");
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            if (file.getEntry("BOOT-INF/classes/web/index.html") == null) {
                throw new IllegalStateException(
                        "The web app is not in " + jar + ": build it first (npm ci && npm run build in web).");
            }
        }
        return jar;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
                if (line.startsWith(READY)) {
                    address.complete(line.substring(READY.length()).strip());
                }
            }
        } catch (IOException closed) {
            // The process was killed while it spoke.
        } finally {
            address.completeExceptionally(new IllegalStateException("it ended before it was ready"));
            drained.complete(null);
        }
    }

    /** As {@code http://127.0.0.1:PORT}. */
    String address() {
        return address.join();
    }

    int port() {
        return URI.create(address()).getPort();
    }

    /** All that it printed so far. */
    List<String> log() {
        return List.copyOf(log);
    }

    /** The lines that no healthy server prints. */
    List<String> complaints() {
        return log().stream()
                .filter(line -> line.startsWith("\tat ") || line.contains(" ERROR "))
                .toList();
    }

    /** Ends it at once, with no chance to tidy up. */
    void kill() {
        process.destroyForcibly().onExit().join();
        drained.join();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().orTimeout(END_TIME.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException late) {
            kill();
            throw new IllegalStateException(
                    "the server was still there " + END_TIME + " after it was asked to end", late);
        }
        drained.join();
    }

    /** The provider that every test's server has: {@code local}, at that address. */
    static String provider(String baseUrl) {
        return "--polylogue.providers.local.base-url=" + baseUrl;
    }
}
