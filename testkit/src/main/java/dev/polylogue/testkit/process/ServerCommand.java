package dev.polylogue.testkit.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How to start a server: immutable, each method gives another command. The jar is the one that the system property
 * {@code polylogue.jar} names, else the one that the server module made.
 *
 * @param data the server's data folder
 * @param port 0 for a free one
 * @param heap the largest heap, as in {@code -Xmx}
 * @param wrapper what stands before {@code java}: a program that in the end executes its arguments
 * @param java more options of the virtual machine
 * @param arguments more of the server's own arguments
 * @param environment more variables of its environment
 */
public record ServerCommand(
        Path data,
        int port,
        String heap,
        List<String> wrapper,
        List<String> java,
        List<String> arguments,
        Map<String, String> environment) {

    private static final Path LARGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

    public ServerCommand {
        wrapper = List.copyOf(wrapper);
        java = List.copyOf(java);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** A server with its data in that folder, on a free port, that looks for no model servers of this machine. */
    public static ServerCommand in(Path data) {
        return new ServerCommand(
                data, 0, "512m", List.of(), List.of(), List.of("--polylogue.discovery.enabled=false"), Map.of());
    }

    /** The same on that port; 0 for a free one. */
    public ServerCommand port(int value) {
        return new ServerCommand(data, value, heap, wrapper, java, arguments, environment);
    }

    /** The same with such a largest heap, as {@code 64m}. */
    public ServerCommand heap(String value) {
        return new ServerCommand(data, port, value, wrapper, java, arguments, environment);
    }

    /** The same, started by another program, which has to execute its arguments in its own place (as {@code exec}). */
    public ServerCommand wrappedBy(String... words) {
        return new ServerCommand(data, port, heap, List.of(words), java, arguments, environment);
    }

    /** The same under limits of the shell, as {@code -n 256} for the open files. */
    public ServerCommand limitedTo(String ulimit) {
        return wrappedBy("bash", "-c", "ulimit " + ulimit + " && exec \"$@\"", "limited");
    }

    /** The same with more options of the virtual machine. */
    public ServerCommand java(String... options) {
        return new ServerCommand(data, port, heap, wrapper, joined(java, options), arguments, environment);
    }

    /** The same with more arguments of the server. */
    public ServerCommand with(String... more) {
        return new ServerCommand(data, port, heap, wrapper, java, joined(arguments, more), environment);
    }

    /** The same with a variable in its environment. */
    public ServerCommand variable(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new ServerCommand(data, port, heap, wrapper, java, arguments, more);
    }

    /** The same with the model server that every test has: {@code local}, at that base URL. */
    public ServerCommand provider(String baseUrl) {
        return with("--polylogue.providers.local.base-url=" + baseUrl);
    }

    /** Starts it, and waits until it is ready; {@link IllegalStateException} with its words where it never is. */
    public ServerProcess start() throws IOException, InterruptedException {
        return ServerProcess.ready(launch());
    }

    /** Starts one that is expected to refuse, and waits for its end; {@link AssertionError} where it gets ready. */
    public Refusal refused() throws IOException, InterruptedException {
        return ServerProcess.refusal(launch());
    }

    /** The jar that is started. */
    public static Path jar() {
        Path jar = Path.of(System.getProperty("polylogue.jar", "../server/target/polylogue-exec.jar"))
                .toAbsolutePath()
                .normalize();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("There is no " + jar + ": build the server first (./mvnw package).");
        }
        return jar;
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words()).redirectErrorStream(true);
        // A developer's own settings must not leak into the tests.
        builder.environment().keySet().removeIf(name -> name.startsWith("POLYLOGUE_") || name.startsWith("OPENAI_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private List<String> words() {
        List<String> words = new ArrayList<>(wrapper);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Xmx" + heap);
        words.addAll(List.of(
                "-XX:+UseCompactObjectHeaders",
                "-XX:GCTimeRatio=99",
                "-XX:MinHeapFreeRatio=75",
                "-XX:MaxHeapFreeRatio=85",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dspring.aot.enabled=true"));
        if (givesLargePages()) {
            words.add("-XX:+UseTransparentHugePages");
        }
        words.addAll(java);
        words.addAll(List.of("-jar", jar().toString(), "--server.port=" + port, "--polylogue.data=" + data));
        words.addAll(arguments);
        return words;
    }

    /** As {@code run.sh} looks for it. */
    private static boolean givesLargePages() {
        try {
            return Files.readString(LARGE_PAGES).contains("[madvise]");
        } catch (IOException notHere) {
            return false;
        }
    }

    private static List<String> joined(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }
}
