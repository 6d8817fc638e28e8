package dev.polylogue.providers.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadWindowsTest {

    private static final Duration LONGEST = Duration.ofMillis(16);

    private final FakeTime time = new FakeTime();
    private final ReadWindows windows = new ReadWindows(time, LONGEST);

    @Test
    void aWindowIsShorterByWhatItsTurnTakes() {
        assertThat(windows.left()).isEqualTo(LONGEST.toNanos());

        turnOf(Duration.ofNanos(2_600_000));

        assertThat(windowAtItsBegin()).isEqualTo(Duration.ofMillis(13));
    }

    @Test
    void aLongTurnLeavesHalfAWindowAndIsForgotten() {
        turnOf(Duration.ofSeconds(1));
        assertThat(windowAtItsBegin()).isEqualTo(LONGEST.dividedBy(2));

        for (int i = 0; i < 2000; i++) {
            turnOf(Duration.ZERO);
        }

        assertThat(windowAtItsBegin()).isEqualTo(Duration.ofNanos(15_500_000));
    }

    @Test
    void ofSeveralLoopsTheFirstBeginsAndTheLastEnds() {
        List<String> told = new ArrayList<>();
        windows.around(() -> told.add("before"), () -> told.add("after"));

        windows.reading();
        windows.reading();
        windows.haveRead();
        time.advance(Duration.ofMillis(4));
        assertThat(told).containsExactly("before");
        windows.haveRead();

        assertThat(told).containsExactly("before", "after");
        assertThat(windowAtItsBegin()).isEqualTo(Duration.ofMillis(12));
    }

    private void turnOf(Duration duration) {
        windows.reading();
        time.advance(duration);
        windows.haveRead();
    }

    private Duration windowAtItsBegin() {
        time.advance(Duration.ofNanos(windows.left()));
        return Duration.ofNanos(windows.left());
    }
}
