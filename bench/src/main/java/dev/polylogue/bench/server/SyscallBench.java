package dev.polylogue.bench.server;

import dev.polylogue.bench.load.LoadPlan.Mode;
import dev.polylogue.bench.load.PacedUpstream;
import dev.polylogue.bench.report.Figure;
import dev.polylogue.bench.report.Report;
import dev.polylogue.testkit.process.FreePort;
import dev.polylogue.testkit.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How often the server calls into the kernel for each token, by kind of call, beside nginx under the same load. The
 * arguments are those of {@link ServerBench}; its figures are CPU time, these are counts.
 */
public final class SyscallBench {

    private static final double REACH = 2;

    /** Of a kind that is rarer than this, nothing is told. */
    private static final double RARE = 0.005;

    private final Settings settings;
    private final Path folder;
    private final Report report = new Report("syscalls");

    private SyscallBench(Settings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    /** See the class. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("polylogue-bench");
        Optional<String> obstacle = SystemCalls.obstacle(folder);
        if (obstacle.isPresent()) {
            System.out.println(obstacle.get() + ": the system calls are left out.");
            return;
        }
        System.exit(new SyscallBench(Settings.of(arguments), folder).measure() ? 0 : 1);
    }

    private boolean measure() throws IOException, InterruptedException {
        try (Child upstream = Child.java(PacedUpstream.class, List.of())) {
            int port = Integer.parseInt(upstream.await("READY"));
            try (ServerProcess server = MeasuredServer.command(
                            folder.resolve("data"), port, Scene.models(), settings.javaOptions())
                    .start()) {
                var polylogue = new Target(server.pid(), server.port());
                Optional<Path> nginx = Peers.nginx();
                if (nginx.isEmpty()) {
                    System.out.println("There is no nginx here: the ratios to it are left out.");
                    measure(polylogue, Optional.empty());
                } else {
                    int own = FreePort.any();
                    try (Child proxy = Peers.startNginx(nginx.get(), folder, own, port)) {
                        measure(polylogue, Optional.of(new Target(proxy.pid(), own)));
                    }
                }
                server.complaints().forEach(System.out::println);
            }
        }
        return report.finish(Path.of("target", "bench"), Path.of("baseline"));
    }

    private void measure(Target polylogue, Optional<Target> nginx) throws IOException, InterruptedException {
        for (Scene scene : Scene.values()) {
            if (settings.scenes().contains(scene.name().toLowerCase(Locale.ROOT))) {
                double ours = tell(scene.words() + ": system calls per token", scene, scene.mode(), polylogue, REACH);
                if (nginx.isPresent()) {
                    String words = scene.words() + ": nginx, system calls per token";
                    double peer = tell(words, scene, Mode.PROXY, nginx.get(), Double.MAX_VALUE);
                    report.add(Figure.of(scene.words() + ": system calls, to nginx", ours / peer, Figure.RATIO));
                }
            }
        }
    }

    private double tell(String words, Scene scene, Mode mode, Target target, double reach)
            throws IOException, InterruptedException {
        Map<String, Long> calls = new LinkedHashMap<>();
        int counted = settings.seconds() - 2;
        LoadResult load = Load.hold(
                scene.plan(mode, settings),
                target,
                () -> calls.putAll(SystemCalls.count(target.pid(), counted, folder)));
        double tokens = load.figure("tokens") * counted / settings.seconds();
        double all = calls.getOrDefault("", 0L) / tokens;
        Figure sum = Figure.of(words, all, "calls");
        report.add(reach < Double.MAX_VALUE ? sum.atMost(reach) : sum);
        calls.forEach((kind, count) -> {
            if (!kind.isEmpty() && count / tokens > RARE) {
                report.add(Figure.of(words + ", " + kind, count / tokens, "calls"));
            }
        });
        return all;
    }
}
