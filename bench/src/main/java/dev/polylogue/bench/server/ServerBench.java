package dev.polylogue.bench.server;

import dev.polylogue.bench.load.LoadPlan;
import dev.polylogue.bench.report.Figure;
import dev.polylogue.bench.report.Median;
import dev.polylogue.bench.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The cost of a token against peers in the same run. Arguments: {@code rounds=N} (3), {@code seconds=N} (10), {@code warm=N}
 * (60), {@code scenes=requests,browsers,light} (all). Says each round, so that one with the compilers in it is seen.
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
        try (Stage stage = Stage.start(folder, settings, settings.peers())) {
            for (Scene scene : settings.chosen()) {
                tell(scene, measure(scene, stage.targets()));
            }
        }
        return report.finish(Path.of("target", "bench"), Path.of("baseline"));
    }

    private Map<Carrier, List<LoadResult>> measure(Scene scene, Map<Carrier, Target> targets)
            throws IOException, InterruptedException {
        Map<Carrier, List<LoadResult>> results = new EnumMap<>(Carrier.class);
        for (int round = 0; round < settings.rounds(); round++) {
            for (Map.Entry<Carrier, Target> target : targets.entrySet()) {
                Carrier carrier = target.getKey();
                LoadPlan plan = scene.plan(carrier, round, settings);
                LoadResult result = Load.run(plan, target.getValue());
                System.out.printf(
                        Locale.ROOT,
                        "%s, round %d, %s: %.1f µs%n",
                        scene.words(),
                        round + 1,
                        carrier.name().toLowerCase(Locale.ROOT),
                        result.cpuMicros());
                results.computeIfAbsent(carrier, _ -> new ArrayList<>()).add(result);
            }
        }
        return results;
    }

    private void tell(Scene scene, Map<Carrier, List<LoadResult>> results) {
        double cpu = median(results.get(Carrier.POLYLOGUE), LoadResult::cpuMicros);
        add(scene, "CPU per token", cpu, "µs");
        add(scene, "of the client", median(results.get(Carrier.POLYLOGUE), LoadResult::clientMicros), "µs");
        add(scene, "of the model server", median(results.get(Carrier.NONE), LoadResult::cpuMicros), "µs");
        if (results.containsKey(Carrier.NGINX)) {
            double peer = median(results.get(Carrier.NGINX), LoadResult::cpuMicros);
            add(scene, "nginx, CPU per token", peer, "µs");
            report.add(figure(scene, "to nginx", cpu / peer, Figure.RATIO).atMost(scene.toNginx()));
        }
        if (results.containsKey(Carrier.NODE)) {
            add(scene, "Node proxy, CPU per token", median(results.get(Carrier.NODE), LoadResult::cpuMicros), "µs");
        }
        tellLatency(scene, "p50", scene.p50(), results);
        tellLatency(scene, "p99", scene.p99(), results);
    }

    /** What each adds to the latency of streams that nobody carries. */
    private void tellLatency(Scene scene, String quantile, double reach, Map<Carrier, List<LoadResult>> results) {
        double bare = median(results.get(Carrier.NONE), result -> result.figure(quantile));
        double ours = median(results.get(Carrier.POLYLOGUE), result -> result.figure(quantile)) - bare;
        report.add(figure(scene, "latency added, " + quantile, ours, "ms").atMost(reach));
        if (results.containsKey(Carrier.NGINX)) {
            double peer = median(results.get(Carrier.NGINX), result -> result.figure(quantile)) - bare;
            add(scene, "nginx, latency added, " + quantile, peer, "ms");
        }
        add(scene, "latency without either, " + quantile, bare, "ms");
    }

    private void add(Scene scene, String name, double value, String unit) {
        report.add(figure(scene, name, value, unit));
    }

    private static Figure figure(Scene scene, String name, double value, String unit) {
        return Figure.of(scene.words() + ": " + name, value, unit);
    }

    private static double median(@Nullable List<LoadResult> results, ToDoubleFunction<LoadResult> value) {
        return Median.of(
                Objects.requireNonNull(results).stream().mapToDouble(value).toArray());
    }
}
