package dev.polylogue.bench.micro;

import dev.polylogue.bench.report.Calibration;
import dev.polylogue.bench.report.Figure;
import dev.polylogue.bench.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the small benches briefly, each in a virtual machine of its own. {@code make bench-micro} runs it. */
public final class MicroBench {

    private static final String HEAP = "gc.alloc.rate.norm";

    private MicroBench() {}

    public static void main(String[] arguments) throws IOException, RunnerException {
        var report = new Report("micro");
        Calibration calibration = Calibration.ofComputing();
        Collection<RunResult> results = run();
        calibration.sample();
        report.add(calibration.figure());
        for (RunResult result : results) {
            String name = name(result.getParams());
            double nanos = result.getPrimaryResult().getScore();
            report.add(Figure.of(name, nanos, "ns"));
            report.add(Figure.of(name + ", heap", heap(result), "B"));
            report.add(
                    Figure.of("a million of " + name + " / calibration", nanos / calibration.millis(), Figure.RATIO));
        }
        boolean isKept = report.finish(Path.of("target", "bench"), Path.of("baseline"));
        System.exit(isKept ? 0 : 1);
    }

    private static Collection<RunResult> run() throws RunnerException {
        var options = new OptionsBuilder()
                .include("dev\\.polylogue\\.bench\\.micro\\..*")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .jvmArgs("-Xmx1g", "-XX:+UseCompactObjectHeaders")
                .warmupIterations(4)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(6)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .build();
        return new Runner(options).run();
    }

    /** Bytes of an operation. */
    private static double heap(RunResult result) {
        return Objects.requireNonNull(result.getSecondaryResults().get(HEAP)).getScore();
    }

    /** As {@code LogCost.append followers=8}. */
    private static String name(BenchmarkParams params) {
        String[] path = params.getBenchmark().split("\\.", -1);
        var name = new StringBuilder(path[path.length - 2] + "." + path[path.length - 1]);
        params.getParamsKeys()
                .forEach(key -> name.append(' ').append(key).append('=').append(params.getParam(key)));
        return name.toString();
    }
}
