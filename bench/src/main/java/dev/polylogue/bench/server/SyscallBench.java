package dev.polylogue.bench.server;

import dev.polylogue.bench.load.LoadPlan;
import dev.polylogue.bench.report.Figure;
import dev.polylogue.bench.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

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
        try (Stage stage = Stage.start(folder, settings, Set.of(Carrier.NGINX))) {
            for (Scene scene : settings.chosen()) {
                measure(scene, stage.targets());
            }
        }
        return report.finish(Path.of("target", "bench"), Path.of("baseline"));
    }

    private void measure(Scene scene, Map<Carrier, Target> targets) throws IOException, InterruptedException {
        Target polylogue = Objects.requireNonNull(targets.get(Carrier.POLYLOGUE));
        LoadPlan plan = scene.plan(Carrier.POLYLOGUE, 0, settings);
        double ours = tell(scene.words() + ": system calls per token", plan, polylogue, REACH);
        Target nginx = targets.get(Carrier.NGINX);
        if (nginx != null) {
            String words = scene.words() + ": nginx, system calls per token";
            LoadPlan peerPlan = scene.plan(Carrier.NGINX, 0, settings);
            double peer = tell(words, peerPlan, nginx, Double.MAX_VALUE);
            report.add(Figure.of(scene.words() + ": system calls, to nginx", ours / peer, Figure.RATIO));
        }
    }

    private double tell(String words, LoadPlan plan, Target target, double reach)
            throws IOException, InterruptedException {
        Map<String, Long> calls = new LinkedHashMap<>();
        int counted = settings.seconds() - 2;
        LoadResult load = Load.hold(plan, target, () -> calls.putAll(SystemCalls.count(target.pid(), counted, folder)));
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
