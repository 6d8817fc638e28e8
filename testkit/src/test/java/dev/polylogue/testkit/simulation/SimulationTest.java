package dev.polylogue.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The engine under simulation. A failing seed is played again by {@code -Dpolylogue.seed=N}; {@code -Dpolylogue.seeds=N}
 * plays more of them.
 */
final class SimulationTest {

    private static final int ENOUGH_TO_FIND_A_FLAW = 400;
    private static final int SHOWN = 5;

    /** Loads all classes on one thread: a thread that waits for another's loading would be woken from outside. */
    @BeforeAll
    static void warmUp() {
        for (long seed = 0; seed < 5; seed++) {
            Simulation.play(seed, Flaw.NONE);
        }
    }

    @Test
    void everySeedKeepsTheInvariants() {
        Long one = Long.getLong("polylogue.seed");
        LongStream seeds =
                one == null ? LongStream.range(0, Long.getLong("polylogue.seeds", 10_000)) : LongStream.of(one);

        List<Simulation.Outcome> bad = seeds.parallel()
                .mapToObj(seed -> Simulation.play(seed, Flaw.NONE))
                .filter(outcome -> !outcome.violations().isEmpty())
                .limit(SHOWN)
                .toList();

        assertThat(bad).as("play again with -Dpolylogue.seed=N").isEmpty();
    }

    @Test
    void oneSeedIsOneHistory() {
        for (long seed = 0; seed < 20; seed++) {
            Simulation.Outcome first = Simulation.play(seed, Flaw.NONE);

            assertThat(Simulation.play(seed, Flaw.NONE)).isEqualTo(first);
            assertThat(Simulation.play(seed + 1, Flaw.NONE).trace()).isNotEqualTo(first.trace());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aMistakeIsFound(Flaw flaw) {
        assertThat(LongStream.range(0, ENOUGH_TO_FIND_A_FLAW))
                .as("seeds that find " + flaw)
                .anyMatch(seed -> !Simulation.play(seed, flaw).violations().isEmpty());
    }
}
