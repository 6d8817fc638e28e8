package dev.polylogue.bench.server;

import dev.polylogue.bench.load.LoadPlan;
import dev.polylogue.bench.load.LoadPlan.Mode;
import dev.polylogue.bench.load.PacedUpstream;
import dev.polylogue.bench.report.Figure;
import dev.polylogue.bench.report.Report;
import dev.polylogue.testkit.process.Heap;
import dev.polylogue.testkit.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is held while little moves: the memory of a connection and of a live answer, ten thousand answers at once, and the
 * way from a message to the first byte of its answer. Arguments: which of {@code memory}, {@code chats} and {@code many};
 * none for all.
 */
public final class HeldBench {

    private static final int CONNECTIONS = 2_000;
    private static final int ANSWERS = 2_000;
    private static final int USERS = 1_250;
    private static final int EACH = 8;
    private static final double SLOW = 0.5;
    private static final double STILL = 0.01;
    private static final int SETTLE_SECONDS = 10;

    /** The median time from a request to its first token. */
    private static final String POST = "postP50";

    private static final List<String> PARTS = List.of("memory", "chats", "many");

    private final Report report = new Report("held");

    private HeldBench() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> parts = arguments.length == 0 ? PARTS : List.of(arguments);
        if (!PARTS.containsAll(parts)) {
            throw new IllegalArgumentException("the parts are " + PARTS + ", not " + parts);
        }
        var bench = new HeldBench();
        Path folder = Files.createTempDirectory("polylogue-bench");
        try (Child upstream = Child.java(PacedUpstream.class, List.of())) {
            int port = Integer.parseInt(upstream.await("READY"));
            // Each with a server of its own: what one leaves behind is not the next one's.
            for (String part : parts) {
                try (ServerProcess server = MeasuredServer.command(folder.resolve(part), port, models(), List.of())
                        .start()) {
                    switch (part) {
                        case "memory" -> bench.memory(server);
                        case "chats" -> bench.newChats(server, new Target(upstream.pid(), port));
                        default -> bench.many(server);
                    }
                    server.complaints().forEach(System.out::println);
                }
            }
        }
        System.exit(bench.report.finish(Path.of("target", "bench"), Path.of("baseline")) ? 0 : 1);
    }

    private static List<String> models() {
        return List.of(
                "pace-" + SLOW + "-1000000",
                "pace-" + STILL + "-1000000",
                "pace-" + Scene.RATE + "-1000000",
                "pace-" + Scene.RATE + "-4");
    }

    /** What a thousand more of each add to the heap, after a collection. */
    private void memory(ServerProcess server) throws IOException, InterruptedException {
        var target = new Target(server.pid(), server.port());
        // Once for all that is made only once.
        Load.hold(still(100, 1), target, () -> {});
        long before = Heap.live(server) / 1024;
        long[] connected = new long[1];
        Load.hold(still(CONNECTIONS, 0), target, () -> connected[0] = Heap.live(server) / 1024);
        report.add(Figure.of("heap per idle event connection", each(connected[0] - before, CONNECTIONS), "KiB")
                .atMost(32));
        long[] answering = new long[1];
        Load.hold(still(CONNECTIONS, 1), target, () -> answering[0] = Heap.live(server) / 1024);
        report.add(Figure.of("heap per live answer, beside its text", each(answering[0] - connected[0], ANSWERS), "KiB")
                .atMost(16));
    }

    private static double each(long kib, int count) {
        return (double) kib / count;
    }

    private static LoadPlan still(int users, int streams) {
        return new LoadPlan(Mode.EVENTS, 0, users, streams, STILL, SETTLE_SECONDS, SETTLE_SECONDS, 0);
    }

    /**
     * New chats, one after the other, with nothing else to do and beside 200 streams. The model server's own time is taken
     * at the same load, and off.
     */
    private void newChats(ServerProcess server, Target model) throws IOException, InterruptedException {
        var target = new Target(server.pid(), server.port());
        // Ten thousand, until the virtual machine has compiled the way well: after three thousand it takes a third
        // longer, and after the first hundreds twice as long.
        Load.run(new LoadPlan(Mode.STREAM, 0, 1, 1, Scene.RATE, 1, 50, 200), target);
        var alone = new LoadPlan(Mode.STREAM, 0, 1, 1, Scene.RATE, 10, 10, 10);
        var direct = new LoadPlan(Mode.PROXY, 0, 1, 1, Scene.RATE, 2, 10, 10);
        tellNewChats("idle", 3, Load.run(alone, target), Load.run(direct, model));
        LoadResult[] own = new LoadResult[1];
        LoadResult busy = Load.hold(crowd(Mode.STREAM), target, () -> own[0] = Load.run(direct, model));
        tellNewChats("beside 200 streams", 5, busy, own[0]);
        LoadResult shared = Load.hold(crowd(Mode.EVENTS), target, () -> own[0] = Load.run(direct, model));
        tellAtOnce(shared, own[0]);
    }

    private static LoadPlan crowd(Mode mode) {
        return new LoadPlan(mode, 0, 25, 8, Scene.RATE, 5, 20, 10);
    }

    /** What waits for no window of the event connection, though others of the same person do. */
    private void tellAtOnce(LoadResult server, LoadResult model) {
        double first = server.figure("firstP50") - model.figure("firstP50");
        report.add(Figure.of("over /api/events, beside 200 streams: a first token, latency added", first, "ms")
                .atMost(1));
        double last = server.figure("lastP50") - model.figure("lastP50");
        report.add(Figure.of("over /api/events, beside 200 streams: last words, latency added", last, "ms")
                .atMost(1));
        double end = server.figure("endP50") - model.figure("lastP50");
        report.add(Figure.of("over /api/events, beside 200 streams: the end, its storing included", end, "ms"));
    }

    private void tellNewChats(String words, double reach, LoadResult server, LoadResult model) {
        double own = model.figure(POST);
        report.add(Figure.of("POST to the first token, over the model's own, " + words, server.figure(POST) - own, "ms")
                .atMost(reach));
        report.add(Figure.of("the model's own, " + words, own, "ms"));
    }

    private void many(ServerProcess server) throws IOException, InterruptedException {
        var target = new Target(server.pid(), server.port());
        LoadResult held = Load.run(new LoadPlan(Mode.EVENTS, 0, USERS, EACH, SLOW, 10, 20, 0), target);
        double seconds = 20;
        double expected = USERS * EACH * SLOW * seconds;
        report.add(Figure.of(
                        "10,000 answers at once: tokens that came, of those expected",
                        held.figure("tokens") / expected,
                        "part")
                .atLeast(0.99));
        report.add(Figure.of("10,000 answers at once: latency p99", held.figure("p99"), "ms")
                .atMost(50));
        report.add(Figure.of("10,000 answers at once: CPU per token", held.cpuMicros(), "µs"));
    }
}
