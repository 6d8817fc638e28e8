package dev.polylogue.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.server.limit.Overload.Scarcity;
import dev.polylogue.testkit.Await;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When new work is refused, judged by looks at a process that the test makes up. */
final class OverloadTest {

    private static final long FRESH = 0;
    private static final long OLD = Duration.ofSeconds(6).toNanos();
    private static final Load IDLE = new Load(0.3, FRESH, 100, 1_024);

    private final FakeTime time = new FakeTime();
    private final MadeUp process = new MadeUp();
    private final Overload overload = new Overload(process, time);

    @Test
    void thereIsRoomWhileHeapAndFilesAreLeft() {
        assertThat(overload.refusal()).isEmpty();
    }

    @Test
    void aHeapThatACollectionLeavesNearlyFullRefusesUntilOneLeavesRoom() {
        process.load = new Load(0.9, FRESH, 100, 1_024);
        assertThat(overload.refusal())
                .hasValueSatisfying(reason -> assertThat(reason).contains("memory"));

        process.load = IDLE;
        assertThat(overload.scarcity()).as("within the same tenth of a second").isEqualTo(Scarcity.HEAP);
        time.advance(Duration.ofMillis(100));
        assertThat(overload.refusal()).isEmpty();
    }

    @Test
    void anOldLookAtAFullHeapIsMadeAnew() {
        process.load = new Load(0.9, OLD, 100, 1_024);

        assertThat(overload.scarcity()).isEqualTo(Scarcity.HEAP);

        Await.until("a collection", Duration.ofSeconds(20), () -> process.collections.get() == 1);
    }

    @Test
    void filesAreRefusedBeforeTheLastIsTaken() {
        process.load = new Load(0.3, FRESH, 225, 256);
        assertThat(overload.scarcity()).isEqualTo(Scarcity.FILES);

        process.load = new Load(0.3, FRESH, 200, 256);
        time.advance(Duration.ofMillis(100));
        assertThat(overload.scarcity()).isEqualTo(Scarcity.NOTHING);
    }

    @Test
    void connectionsLeaveFilesForModelsAndTheDatabase() {
        int connections = TomcatConnections.allowed(new Load(0.3, FRESH, 100, 256));

        assertThat(connections).isBetween(40, 90);
        assertThat(TomcatConnections.allowed(new Load(0.3, FRESH, 250, 256))).isEqualTo(8);
    }

    private static final class MadeUp implements LoadMeasure {

        private final AtomicInteger collections = new AtomicInteger();
        private volatile Load load = IDLE;

        @Override
        public Load now() {
            return load;
        }

        @Override
        public void collect() {
            collections.incrementAndGet();
        }
    }
}
