package dev.polylogue.testkit.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

/**
 * A server as a process of its own, started from the jar that people get by a {@link ServerCommand}. All that it prints
 * is kept. It is ended by its own handle: in good order by {@link #close}, or as by a power cut by {@link #kill}. Any
 * thread may use it.
 */
public final class ServerProcess implements AutoCloseable {

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

    static ServerProcess ready(Process process) throws InterruptedException {
        var server = new ServerProcess(process);
        try {
            server.address.get(START_TIME.toSeconds(), TimeUnit.SECONDS);
            return server;
        } catch (ExecutionException | TimeoutException failure) {
            server.kill();
            throw new IllegalStateException("the server did not start:\n" + String.join("\n", server.log()), failure);
        }
    }

    static Refusal refusal(Process process) throws InterruptedException {
        var server = new ServerProcess(process);
        try {
            server.address.get(START_TIME.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException ended) {
            return new Refusal(process.waitFor(), server.log());
        } catch (TimeoutException stuck) {
            throw server.killedFor("neither started nor refused to");
        }
        throw server.killedFor("did not refuse to start");
    }

    private AssertionError killedFor(String fault) {
        kill();
        return new AssertionError("the server " + fault + ":\n" + String.join("\n", log()));
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
    public String address() {
        return address.join();
    }

    public int port() {
        return URI.create(address()).getPort();
    }

    /** The number of the process. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** All that it printed so far. */
    public List<String> log() {
        return List.copyOf(log);
    }

    /** The lines that no healthy server prints. */
    public List<String> complaints() {
        return log().stream()
                .filter(line -> line.startsWith("\tat ") || line.contains(" ERROR "))
                .toList();
    }

    /** What the JDK's {@code jcmd} prints about this process, as for {@code GC.heap_info}. */
    public List<String> jcmd(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid())));
        command.addAll(List.of(words));
        Process asked = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader lines = asked.inputReader(StandardCharsets.UTF_8)) {
            List<String> said = lines.readAllLines();
            if (asked.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + String.join("\n", said));
            }
            return said;
        }
    }

    /** Sends it a signal by its name, as {@code STOP} or {@code TERM}, and does not wait for what comes of it. */
    public void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                .inheritIO()
                .start();
        if (kill.waitFor() != 0) {
            throw new IllegalStateException("the process " + pid() + " took no " + name);
        }
    }

    /** Waits for its end; returns the exit code. {@link AssertionError} when it does not end in time. */
    public int awaitEnd(Duration atMost) throws InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the server is still there after " + atMost);
        }
        drained.join();
        return process.exitValue();
    }

    /** Ends it at once, with no chance to tidy up. */
    public void kill() {
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
}
