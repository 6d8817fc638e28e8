package dev.polylogue.bench.store;

import com.sun.management.OperatingSystemMXBean;
import dev.polylogue.bench.report.Figure;
import dev.polylogue.bench.report.Median;
import dev.polylogue.bench.report.Report;
import dev.polylogue.engine.store.LogTail;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.engine.store.Store;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.store.SqliteStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The checkpoint of a tick: 200 answers at 20 tokens a second, so five chunks of each, in one transaction on the disk.
 * The CPU time is that of this whole process, which does nothing else.
 */
final class CheckpointCost {

    private static final int GENERATIONS = 200;
    private static final int CHUNKS = 5;
    private static final int WARM = 120;
    private static final int TICKS = 240;

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    void measure(Report report) throws IOException {
        Path folder = Files.createTempDirectory("polylogue-checkpoint");
        try (Store store = SqliteStore.open(folder.resolve("polylogue.db"))) {
            measure(report, store);
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private void measure(Report report, Store store) {
        var prose = new Prose(0);
        List<NewGeneration> active = begun(prose, store);
        for (int tick = 0; tick < WARM; tick++) {
            store.generations().checkpoint(tails(prose, active, tick));
        }
        List<List<LogTail>> ticks = new ArrayList<>();
        for (int tick = 0; tick < TICKS; tick++) {
            ticks.add(tails(prose, active, WARM + tick));
        }
        double[] wall = new double[TICKS];
        // The clock of a process may go in steps of 10 ms: only the sum says something.
        long cpuBefore = system.getProcessCpuTime();
        for (int tick = 0; tick < TICKS; tick++) {
            long before = System.nanoTime();
            store.generations().checkpoint(ticks.get(tick));
            wall[tick] = (System.nanoTime() - before) / 1e6;
        }
        double cpu = (system.getProcessCpuTime() - cpuBefore) / 1e6 / TICKS;
        double micros = cpu * 1_000 / GENERATIONS;
        report.add(
                Figure.of("checkpoint of 200 answers, CPU per tick", cpu, "ms").atMost(5));
        report.add(Figure.of("checkpoint, CPU per answer and tick", micros, "µs"));
        report.add(Figure.of("checkpoint, CPU per token at 20 a second", micros / CHUNKS, "µs"));
        report.add(Figure.of("checkpoint of 200 answers, wall time with its flush", Median.of(wall), "ms"));
    }

    private static List<NewGeneration> begun(Prose prose, Store store) {
        List<NewGeneration> active = new ArrayList<>();
        for (int number = 0; number < GENERATIONS; number++) {
            var wish = Contents.wish(prose, number, 0, null);
            store.generations().claim(wish);
            active.add(wish);
        }
        return active;
    }

    private static List<LogTail> tails(Prose prose, List<NewGeneration> active, int tick) {
        List<LogTail> tails = new ArrayList<>(active.size());
        for (NewGeneration generation : active) {
            List<byte[]> chunks = new ArrayList<>(CHUNKS);
            for (int chunk = 0; chunk < CHUNKS; chunk++) {
                chunks.add(ChunkCodec.encode(new Chunk.TextDelta("t0", " " + prose.text(1))));
            }
            tails.add(new LogTail(generation.owner(), generation.id(), (long) tick * CHUNKS, chunks));
        }
        return tails;
    }
}
