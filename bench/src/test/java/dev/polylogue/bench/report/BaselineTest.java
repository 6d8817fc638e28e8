package dev.polylogue.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {

    private static final String RATIO = "25 browsers: to nginx";

    @TempDir
    private Path folder;

    private Path baseline = Path.of("");

    @BeforeEach
    void keepAnEarlierRun() throws IOException {
        var earlier = new Report("server");
        earlier.add(Figure.of(RATIO, 1.6, Figure.RATIO));
        earlier.add(Figure.of("25 browsers: CPU per token", 20, "µs"));
        baseline = folder.resolve("baseline");
        earlier.finish(baseline, folder.resolve("none"));
    }

    private boolean isGoodEnough(Figure... figures) throws IOException {
        var report = new Report("server");
        for (Figure figure : figures) {
            report.add(figure);
        }
        return report.finish(folder.resolve("now"), baseline);
    }

    @Test
    void aRatioThatIsAQuarterWorseFailsTheRun() throws IOException {
        assertThat(isGoodEnough(Figure.of(RATIO, 2.1, Figure.RATIO))).isFalse();
    }

    @Test
    void aLittleWorseIsNoise() throws IOException {
        assertThat(isGoodEnough(Figure.of(RATIO, 1.9, Figure.RATIO))).isTrue();
    }

    @Test
    void onlyRatiosAreComparedSinceTheRestBelongsToAMachine() throws IOException {
        assertThat(isGoodEnough(Figure.of("25 browsers: CPU per token", 90, "µs")))
                .isTrue();
    }

    @Test
    void aNewRatioHasNothingToBeWorseThan() throws IOException {
        assertThat(isGoodEnough(Figure.of("125 browsers: to nginx", 9, Figure.RATIO)))
                .isTrue();
    }

    @Test
    void aBoundThatIsNotKeptFailsTheRunToo() throws IOException {
        assertThat(isGoodEnough(Figure.of("latency p99", 19, "ms").atMost(18))).isFalse();
        assertThat(isGoodEnough(Figure.of("tokens that came", 0.9, Figure.RATIO).atLeast(0.99)))
                .isFalse();
    }
}
