package dev.polylogue.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.testing.FakeTime;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RepetitionTest {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final LinkedBlockingQueue<Thread> rounds = new LinkedBlockingQueue<>();

    private void roundThatFails() {
        rounds.add(Thread.currentThread());
        throw new IllegalStateException("each round fails");
    }

    private Thread nextRound() throws InterruptedException {
        Thread round = rounds.poll(20, TimeUnit.SECONDS);
        assertThat(round).isNotNull();
        return round;
    }

    @Test
    void theMachinesRepeatsOnOneThreadUntilItIsClosed() throws InterruptedException {
        try (var time = new SystemTime()) {
            long began = time.nanoTime();
            Time.Timer repetition = time.repeat("rounds", PAUSE, this::roundThatFails);
            Thread thread = nextRound();
            assertThat(time.nanoTime() - began).isGreaterThanOrEqualTo(PAUSE.toNanos());
            assertThat(thread.getName()).isEqualTo("rounds");
            assertThat(nextRound()).isSameAs(thread);
            assertThat(nextRound()).isSameAs(thread);

            repetition.close();
            thread.join();
        }
    }

    @Test
    void anyOtherRepeatsByItsOwnTimersUntilItIsClosed() throws InterruptedException {
        var time = new FakeTime();
        Time.Timer repetition = time.repeat("rounds", PAUSE, this::roundThatFails);
        time.advance(PAUSE.minusNanos(1));
        assertThat(rounds).isEmpty();
        time.advance(Duration.ofNanos(1));
        nextRound().join();
        time.advance(PAUSE);
        nextRound().join();

        repetition.close();
        time.advance(PAUSE);
        assertThat(rounds).isEmpty();
    }
}
