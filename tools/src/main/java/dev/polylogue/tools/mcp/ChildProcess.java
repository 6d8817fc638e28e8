package dev.polylogue.tools.mcp;

import dev.polylogue.tools.mcp.McpServerSettings.Reach.Command;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A server's process, which speaks in lines. Its end is seen at once, and it ends with us.
 *
 * <p>Its pipes are read by platform threads: such a read cannot be taken off its thread, so each would hold one of the few
 * that carry all virtual threads.
 */
final class ChildProcess implements AutoCloseable {

    static final int MAX_LINE = 16 << 20;

    private static final int MAX_WAITING = 256;
    private static final long POLITE_MILLIS = 1_000;
    private static final long FORCED_MILLIS = 2_000;

    private static final byte[] END = new byte[0];

    private final Process process;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MAX_WAITING);

    private ChildProcess(Process process) {
        this.process = process;
    }

    static ChildProcess start(Command command) {
        List<String> words = Stream.concat(Stream.of(command.command()), command.arguments().stream())
                .toList();
        var builder = new ProcessBuilder(words);
        builder.environment().putAll(command.environment());
        try {
            return new ChildProcess(builder.start());
        } catch (IOException failure) {
            throw new McpFailure("its command cannot be started: " + failure.getMessage(), failure);
        }
    }

    /** Begins to read and to write; both are told on threads of its own, {@code ended} once, after the last line. */
    void begin(Consumer<String> line, StderrTail stderr, Consumer<String> ended) {
        Thread errors = thread("stderr", () -> copyErrors(stderr));
        thread("stdin", this::write);
        thread("stdout", () -> {
            String why = read(line);
            // A process that has closed its output is of no use, and what it has started may hold the pipes open.
            if (!process.waitFor(POLITE_MILLIS, TimeUnit.MILLISECONDS)) {
                kill();
            }
            errors.join(POLITE_MILLIS);
            ended.accept(why.isEmpty() ? "it ended with exit code " + process.waitFor() : why);
        });
        var _ = process.onExit().thenRun(() -> {
            waiting.clear();
            waiting.add(END);
        });
    }

    /** Has the line written; false where it takes nothing any more. */
    boolean send(byte[] line) {
        return waiting.offer(line);
    }

    private String read(Consumer<String> line) throws InterruptedException {
        try (InputStream in = new BufferedInputStream(process.getInputStream())) {
            var bytes = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    bytes.write(next);
                } else {
                    line.accept(bytes.toString(StandardCharsets.UTF_8));
                    bytes.reset();
                }
                if (bytes.size() > MAX_LINE) {
                    kill();
                    return "it wrote a line of more than 16 MiB";
                }
            }
        } catch (IOException closed) {
            return "";
        }
        return "";
    }

    private void copyErrors(StderrTail stderr) {
        byte[] buffer = new byte[8192];
        try (InputStream in = process.getErrorStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                stderr.append(buffer, count);
            }
        } catch (IOException closed) {
            // The process has ended, and so has what it says.
            return;
        }
    }

    private void write() throws InterruptedException {
        try (OutputStream out = process.getOutputStream()) {
            for (byte[] line = waiting.take(); line.length > 0; line = waiting.take()) {
                out.write(line);
                out.write('\n');
                out.flush();
            }
        } catch (IOException closed) {
            // Its end is told by the reader.
            return;
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Asks it to end, and makes it end when it has not within a second. Blocks until it is gone. */
    @Override
    public void close() {
        List<ProcessHandle> descendants = process.descendants().toList();
        descendants.forEach(ProcessHandle::destroy);
        process.destroy();
        boolean isInterrupted = false;
        try {
            if (!process.waitFor(POLITE_MILLIS, TimeUnit.MILLISECONDS)) {
                kill();
                process.waitFor(FORCED_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            isInterrupted = true;
            kill();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread thread(String pipe, Work work) {
        return Thread.ofPlatform()
                .daemon()
                .name("mcp " + process.pid() + " " + pipe)
                .start(() -> {
                    try {
                        work.run();
                    } catch (InterruptedException nobodyInterruptsIt) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /** Work on a pipe. */
    @FunctionalInterface
    private interface Work {
        void run() throws InterruptedException;
    }
}
