package dev.polylogue.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.log.LiveLogs;
import dev.polylogue.engine.log.LogIdentity;
import dev.polylogue.engine.store.LogTail;
import dev.polylogue.engine.store.StoreUnavailableException;
import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CheckpointerTest {

    private static final UserId ANN = new UserId("ann");

    private final FakeTime time = new FakeTime();
    private final LiveLogs logs = new LiveLogs(time, "e0");
    private final RecordingGenerationStore store = new RecordingGenerationStore();
    private final Checkpointer checkpointer = new Checkpointer(store, time);

    private GenerationLog log(long number) {
        var id = new UUID(0x7000, number);
        GenerationLog log = logs.open(new LogIdentity(
                ANN, new GenerationId(id), new ConversationId(id), new MessageId(id), null, "test/model"));
        checkpointer.add(log, 0);
        return log;
    }

    private static void say(GenerationLog log, String... texts) {
        for (String text : texts) {
            log.append(new Chunk.TextDelta("t0", text));
        }
    }

    private static String described(List<LogTail> tails) {
        List<String> lines = new ArrayList<>();
        for (LogTail tail : tails) {
            var text = new StringBuilder();
            for (byte[] chunk : tail.chunks()) {
                text.append(((Chunk.TextDelta) ChunkCodec.decode(chunk)).delta());
            }
            lines.add(tail.generationId().value().getLeastSignificantBits() + "@" + tail.fromOffset() + ":" + text);
        }
        return String.join(" ", lines.stream().sorted().toList());
    }

    @Test
    void oneTransactionTakesWhatAllLogsGained() throws InterruptedException {
        GenerationLog one = log(1);
        GenerationLog two = log(2);
        log(3);
        say(one, "a", "b");
        say(two, "x");

        checkpointer.write();

        assertThat(described(store.next())).isEqualTo("1@0:ab 2@0:x");
        assertThat(store.calls()).isZero();
    }

    @Test
    void onlyTheNewTailIsWritten() throws InterruptedException {
        GenerationLog log = log(1);
        say(log, "a", "b");
        checkpointer.write();
        say(log, "c");
        checkpointer.write();

        assertThat(described(store.next())).isEqualTo("1@0:ab");
        assertThat(described(store.next())).isEqualTo("1@2:c");
    }

    @Test
    void nothingIsWrittenWhereNothingChanged() throws InterruptedException {
        say(log(1), "a");
        checkpointer.write();
        store.next();

        checkpointer.write();

        assertThat(store.calls()).isZero();
    }

    @Test
    void aStoreThatFailedIsAskedAgainWithEverythingThatIsMissing() throws InterruptedException {
        GenerationLog log = log(1);
        say(log, "a");
        store.failWith(new StoreUnavailableException("full"));
        assertThatThrownBy(checkpointer::write).isInstanceOf(StoreUnavailableException.class);
        say(log, "b");
        store.failWith(null);
        checkpointer.write();

        assertThat(described(store.next())).isEqualTo("1@0:a");
        assertThat(described(store.next())).isEqualTo("1@0:ab");
    }

    @Test
    void aRemovedLogIsNotWritten() {
        GenerationLog log = log(1);
        say(log, "a");
        checkpointer.remove(log);

        checkpointer.write();

        assertThat(store.calls()).isZero();
    }

    @Test
    void whatIsDurableAlreadyIsNotWrittenAgain() throws InterruptedException {
        GenerationLog log = log(1);
        say(log, "a", "b", "c");
        checkpointer.add(log, 2);

        checkpointer.write();

        assertThat(described(store.next())).isEqualTo("1@2:c");
        assertThat(checkpointer.tail(log).fromOffset()).isEqualTo(3);
        assertThat(checkpointer.tail(log).chunks()).isEmpty();
    }

    @Test
    void itWritesFourTimesASecond() throws InterruptedException {
        GenerationLog log = log(1);
        checkpointer.start();
        for (int i = 0; i < 3; i++) {
            say(log, "x");
            assertThat(store.calls()).isZero();
            tick();
            assertThat(described(store.next())).isEqualTo("1@" + i + ":x");
        }
    }

    @Test
    void aStoreThatFailsInAnyWayDoesNotEndTheCheckpoints() throws InterruptedException {
        GenerationLog log = log(1);
        say(log, "a");
        checkpointer.start();
        for (RuntimeException failure :
                List.of(new StoreUnavailableException("full"), new IllegalStateException("a mistake"))) {
            store.failWith(failure);
            tick();
            assertThat(described(store.next())).isEqualTo("1@0:a");
        }
        store.failWith(null);
        tick();

        assertThat(described(store.next())).isEqualTo("1@0:a");
    }

    /** Waits until the timer is set again, which the write before does last, and lets its time pass. */
    private void tick() throws InterruptedException {
        time.awaitTimers(1);
        time.advance(Checkpointer.INTERVAL);
    }

    @Test
    void closingWritesWhatIsLeft() throws InterruptedException {
        say(log(1), "last words");

        checkpointer.close();

        assertThat(described(store.next())).isEqualTo("1@0:last words");
    }
}
