package dev.polylogue.bench.server;

import dev.polylogue.bench.load.LoadPlan.Mode;
import dev.polylogue.bench.load.PacedUpstream;
import dev.polylogue.bench.report.Figure;
import dev.polylogue.bench.report.Median;
import dev.polylogue.bench.report.Report;
import dev.polylogue.testkit.process.FreePort;
import dev.polylogue.testkit.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The cost of a token against peers in the same run. Arguments: {@code rounds=N} (3), {@code seconds=N} (10), {@code
 * scenes=requests,browsers,light} (all).
 */
public final class ServerBench {

    private final Settings settings;
    private final Report report = new Report("server");
    private final Path folder;

    private ServerBench(Settings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    /** See the class. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("polylogue-bench");
        var bench = new ServerBench(Settings.of(arguments), folder);
        boolean isKept = bench.measure();
        System.exit(isKept ? 0 : 1);
    }

    private boolean measure() throws IOException, InterruptedException {
        try (Child upstream = Child.java(PacedUpstream.class, List.of())) {
            int upstreamPort = Integer.parseInt(upstream.await("READY"));
            try (ServerProcess server = MeasuredServer.command(
                                    folder.resolve("data"), upstreamPort, Scene.models(), settings.javaOptions())
                            .start();
                    Child node = Peers.startNode(folder, upstreamPort)) {
                var polylogue = new Target(server.pid(), server.port());
                var piping = new Target(node.pid(), Integer.parseInt(node.await("READY")));
                Optional<Path> nginx = Peers.nginx();
                if (nginx.isEmpty()) {
                    System.out.println("There is no nginx here: the ratios to it are left out.");
                    compare(polylogue, piping, Optional.empty());
                } else {
                    int port = FreePort.any();
                    try (Child proxy = Peers.startNginx(nginx.get(), folder, port, upstreamPort)) {
                        compare(polylogue, piping, Optional.of(new Target(proxy.pid(), port)));
                    }
                }
                server.complaints().forEach(System.out::println);
            }
        }
        return report.finish(Path.of("target", "bench"), Path.of("baseline"));
    }

    private void compare(Target polylogue, Target node, Optional<Target> nginx)
            throws IOException, InterruptedException {
        for (Scene scene : Scene.values()) {
            if (settings.scenes().contains(scene.name().toLowerCase(Locale.ROOT))) {
                compare(scene, polylogue, node, nginx);
            }
        }
    }

    private void compare(Scene scene, Target polylogue, Target node, Optional<Target> nginx)
            throws IOException, InterruptedException {
        List<LoadResult> ours = new ArrayList<>();
        List<LoadResult> nodes = new ArrayList<>();
        List<LoadResult> nginxes = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
            if (nginx.isPresent() && settings.withNginx()) {
                nginxes.add(Load.run(scene.plan(Mode.PROXY, settings), nginx.get()));
            }
            ours.add(Load.run(scene.plan(scene.mode(), settings), polylogue));
            if (settings.withNode()) {
                nodes.add(Load.run(scene.plan(Mode.PROXY, settings), node));
            }
        }
        tell(scene, ours, nodes, nginxes);
    }

    private void tell(Scene scene, List<LoadResult> ours, List<LoadResult> nodes, List<LoadResult> nginxes) {
        double cpu = median(ours, LoadResult::cpuMicros);
        report.add(Figure.of(scene.words() + ": CPU per token", cpu, "µs"));
        report.add(Figure.of(scene.words() + ": of the client", median(ours, LoadResult::clientMicros), "µs"));
        if (!nginxes.isEmpty()) {
            double peer = median(nginxes, LoadResult::cpuMicros);
            report.add(Figure.of(scene.words() + ": nginx, CPU per token", peer, "µs"));
            report.add(Figure.of(scene.words() + ": to nginx", cpu / peer, Figure.RATIO)
                    .atMost(scene.toNginx()));
        }
        if (!nodes.isEmpty()) {
            double peer = median(nodes, LoadResult::cpuMicros);
            report.add(Figure.of(scene.words() + ": Node proxy, CPU per token", peer, "µs"));
        }
        report.add(latency(scene, "latency p50", ours, "p50").atMost(scene.p50()));
        report.add(latency(scene, "latency p99", ours, "p99").atMost(scene.p99()));
        if (!nginxes.isEmpty()) {
            report.add(latency(scene, "nginx, latency p50", nginxes, "p50"));
            report.add(latency(scene, "nginx, latency p99", nginxes, "p99"));
        }
    }

    private static Figure latency(Scene scene, String name, List<LoadResult> results, String field) {
        return Figure.of(scene.words() + ": " + name, median(results, result -> result.figure(field)), "ms");
    }

    private static double median(List<LoadResult> results, ToDoubleFunction<LoadResult> value) {
        return Median.of(results.stream().mapToDouble(value).toArray());
    }
}
