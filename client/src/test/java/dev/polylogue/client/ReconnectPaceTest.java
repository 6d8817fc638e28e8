package dev.polylogue.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ReconnectPaceTest {

    private final Random random = new Random(1);

    @Test
    void pausesDoubleUpToTheLongestEachSpreadOverItsUpperHalf() {
        var pace = new ReconnectPace(Duration.ofMillis(250), Duration.ofSeconds(10), 12);
        long[] most = {250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000};
        for (int nth = 1; nth <= most.length; nth++) {
            for (int i = 0; i < 100; i++) {
                assertThat(pace.pause(nth, random).toMillis()).isBetween(most[nth - 1] / 2, most[nth - 1]);
            }
        }
        assertThat(pace.pause(1_000_000, random)).isLessThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aPaceThatShrinksIsNone() {
        assertThatThrownBy(() -> new ReconnectPace(Duration.ofSeconds(2), Duration.ofSeconds(1), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ReconnectPace(Duration.ZERO, Duration.ZERO, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
