package dev.polylogue.engine.clarification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.ClarificationStore;
import dev.polylogue.engine.store.StoreUnavailableException;
import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ExpiryWatchTest {

    private final FakeTime time = new FakeTime();
    private final Expired expired = new Expired();
    private final List<Long> ended = new ArrayList<>();

    private void end(ClarificationStore.Waiting waiting) {
        long number = waiting.id().value().getLeastSignificantBits();
        if (number % 10 == 7) {
            throw new IllegalStateException("answered in between");
        }
        ended.add(number);
        expired.numbers.remove(number);
    }

    @Test
    void allThatAreOverAreEndedHoweverMany() {
        for (long number = 1000; number < 1250; number++) {
            if (number % 10 != 7) {
                expired.numbers.add(number);
            }
        }
        new ExpiryWatch(expired, time, this::end).look();

        assertThat(ended).hasSize(225).isSorted();
    }

    @Test
    void oneThatCannotBeEndedKeepsNoOtherWaitingAndIsNotAskedForInACircle() {
        for (long number = 0; number < 100; number++) {
            expired.numbers.add(number);
        }
        new ExpiryWatch(expired, time, this::end).look();

        assertThat(ended).hasSize(90);
        assertThat(expired.looks).hasSize(1);
    }

    @Test
    void itLooksEveryHalfMinuteAlsoAfterAStoreThatFailed() throws InterruptedException {
        ExpiryWatch watch = new ExpiryWatch(expired, time, this::end);
        watch.start();
        for (RuntimeException failure :
                List.of(new StoreUnavailableException("full"), new IllegalStateException("?"))) {
            expired.failure = failure;
            time.advance(ExpiryWatch.INTERVAL.minusMillis(1));
            assertThat(expired.looks).isEmpty();
            time.advance(ExpiryWatch.INTERVAL.minus(ExpiryWatch.INTERVAL.minusMillis(1)));
            assertThat(expired.looks.poll(20, TimeUnit.SECONDS)).isNotNull();
            time.awaitTimers(1);
        }
        watch.close();
    }

    /** The numbers of the questions whose time is over, lowest first. */
    private static final class Expired implements ClarificationStore {

        private final Set<Long> numbers = new ConcurrentSkipListSet<>();
        private final BlockingQueue<Instant> looks = new LinkedBlockingQueue<>();
        private volatile @Nullable RuntimeException failure;

        @Override
        public List<Waiting> expired(Instant now, int limit) {
            looks.add(now);
            RuntimeException current = failure;
            if (current != null) {
                throw current;
            }
            return numbers.stream()
                    .limit(limit)
                    .map(number -> new Waiting(new UserId("ann"), new ClarificationId(new UUID(0x7000, number))))
                    .toList();
        }

        @Override
        public Optional<Clarification> find(UserId owner, ClarificationId id) {
            throw new AssertionError();
        }

        @Override
        public List<Approval> approvals(UserId owner) {
            throw new AssertionError();
        }

        @Override
        public Optional<Ending> end(
                UserId owner, ClarificationId id, ClarificationState end, @Nullable String answer, Instant at) {
            throw new AssertionError();
        }
    }
}
