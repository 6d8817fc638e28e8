package dev.polylogue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.testkit.process.Heap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@FaultRow(
        number = 20,
        fault = "ten minutes at 200 streams, a third of them stopped, a third of them deleted",
        holds = "heap after a collection and open files at the end within 5 % of those after the first minute")
final class SoakTest {

    private static final int STREAMS = Scale.of(20, 200);
    private static final int BROWSERS = 3;

    /** A minute, and what a log is kept for after its end: before that there is less in memory than ever after. */
    private static final Duration FIRST = Duration.ofSeconds(Scale.of(4, 75));

    private static final Duration ALL = Duration.ofSeconds(Scale.of(10, 600));

    private record Size(long heap, long files) {

        static Size of(Stage stage) throws IOException, InterruptedException {
            try (Stream<Path> open =
                    Files.list(Path.of("/proc", Long.toString(stage.server().pid()), "fd"))) {
                return new Size(Heap.live(stage.server()), open.count());
            }
        }

        double heapGrowth(Size since) {
            return 100.0 * (heap - since.heap) / since.heap;
        }

        double fileGrowth(Size since) {
            return 100.0 * (files - since.files) / since.files;
        }

        @Override
        public String toString() {
            return heap / 1024 + " KiB and " + files + " files";
        }
    }

    @Test
    void heapAndFilesStayAsTheyAre(@TempDir Path data, Measured measured) throws Exception {
        try (Stage stage = Stage.open(data)) {
            stage.upstream().keepNewest(2 * STREAMS);
            List<SoakWorker> workers = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                workers.add(new SoakWorker(stage, Scale.seed() + i).start());
            }
            List<SseSocket> browsers = new ArrayList<>();
            for (int i = 0; i < BROWSERS; i++) {
                browsers.add(drained(stage));
            }
            long begin = System.nanoTime();
            SoakWorker.awaitHealthy(workers, FIRST);
            Size first = Size.of(stage);
            SoakWorker.awaitHealthy(workers, ALL.minusNanos(System.nanoTime() - begin));
            Size last = Size.of(stage);
            SoakWorker.end(workers);
            for (SseSocket browser : browsers) {
                browser.close();
            }
            measured.figure(
                    "answers", workers.stream().mapToInt(SoakWorker::answers).sum());
            measured.figure("after the first minute", first);
            measured.figure("at the end", last);
            measured.figure(
                    "growth", "heap %.1f %%, files %.1f %%".formatted(last.heapGrowth(first), last.fileGrowth(first)));
            assertThat(last.heapGrowth(first)).isLessThan(Scale.of(100, 5));
            assertThat(last.fileGrowth(first)).isLessThan(Scale.of(100, 5));
            assertThat(stage.api().get("/api/generations").body().size()).isZero();
        }
    }

    /** An event connection that somebody reads, and nobody remembers. */
    private static SseSocket drained(Stage stage) throws IOException {
        SseSocket socket = SseSocket.open(stage.server().port(), "/api/events", null);
        Thread.ofVirtual().name("soak-browser").start(() -> {
            try {
                while (socket.next() != null) {
                    Thread.onSpinWait();
                }
            } catch (IOException closed) {
                // The end of the soak.
            }
        });
        return socket;
    }
}
