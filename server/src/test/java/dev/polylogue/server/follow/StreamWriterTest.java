package dev.polylogue.server.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.log.LiveLogs;
import dev.polylogue.engine.log.LogIdentity;
import dev.polylogue.engine.log.Wake;
import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.testkit.Await;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class StreamWriterTest {

    private static final UserId ANN = new UserId("ann");
    private static final Duration SOON = Duration.ofSeconds(20);

    private final FakeTime time = new FakeTime();
    private final LiveLogs logs = new LiveLogs(time, "e0");
    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final AtomicReference<Runnable> afterReads = new AtomicReference<>();
    private final WindowWriter inWindows = new WindowWriter(time);
    private final StreamWriter atOnce = new LoopWriter(time, new UpstreamLoop(loop, afterReads::set, (_, _) -> {}));
    private final AtomicInteger seatsLeft = new AtomicInteger();
    private final AtomicInteger hangUps = new AtomicInteger();

    @AfterEach
    void close() {
        inWindows.close();
        atOnce.close();
        loop.shutdownNow();
    }

    private GenerationLog log(long number) {
        var log = logs.open(new LogIdentity(
                ANN,
                new GenerationId(new UUID(0x7001, number)),
                new ConversationId(new UUID(0x7002, number)),
                new MessageId(new UUID(0x7003, number)),
                null,
                "test/model"));
        log.append(new Chunk.TextStart("t0"));
        log.append(delta("first"));
        return log;
    }

    private static Chunk delta(String text) {
        return new Chunk.TextDelta("t0", text);
    }

    private static Chunk finish() {
        return new Chunk.Finish(FinishReason.STOP);
    }

    private FakeWire events() {
        var wire = new FakeWire();
        new EventStream(time, inWindows, seatsLeft::incrementAndGet, logs, ANN, Optional.empty())
                .begin(wire, new Frames());
        return wire;
    }

    private ChunkStream chunks(GenerationLog log) {
        return new ChunkStream(time, atOnce, seatsLeft::incrementAndGet, log, 0, hangUps::incrementAndGet);
    }

    private static void arrives(FakeWire wire, String words) {
        Await.until("\"" + words + "\" arrives", SOON, () -> wire.received().contains(words));
    }

    @Test
    void whatIsThereAlreadyIsWrittenBeforeTheRequestReturns() {
        log(1);
        FakeWire wire = events();
        assertThat(wire.received()).startsWith("event: snapshot").contains("first");
    }

    @Test
    void whatMayWaitIsWrittenInOneAtTheEndOfTheWindow() {
        GenerationLog log = log(1);
        FakeWire wire = events();
        log.append(delta("ends a pause"));
        arrives(wire, "ends a pause");
        int before = wire.writes();
        for (int i = 0; i < 10; i++) {
            log.append(delta("token" + i));
        }
        assertThat(wire.writes()).isEqualTo(before);
        time.advance(WindowWriter.WINDOW);
        arrives(wire, "token9");
        assertThat(wire.writes()).isEqualTo(before + 1);
    }

    @Test
    void whatTheLoopHasReadInAWindowItWritesInOneWithoutAWait() {
        GenerationLog log = log(1);
        FakeWire wire = events();
        log.append(delta("ends a pause"));
        arrives(wire, "ends a pause");
        int before = wire.writes();
        for (int i = 0; i < 3; i++) {
            inWindows.beginTurn();
            log.append(delta("one" + i));
            log.append(delta("two" + i));
            inWindows.endTurn();
            arrives(wire, "two" + i);
        }
        assertThat(wire.writes()).isEqualTo(before + 3);
    }

    @Test
    void whatOthersSayBehindAWindowOfTheLoopWaitsForTheNext() {
        GenerationLog log = log(1);
        FakeWire wire = events();
        inWindows.beginTurn();
        log.append(delta("read"));
        inWindows.endTurn();
        arrives(wire, "read");
        int before = wire.writes();
        log.append(delta("said"));
        time.advance(WindowWriter.WINDOW);
        arrives(wire, "said");
        assertThat(wire.writes()).isEqualTo(before + 1);
    }

    @Test
    void anEndDoesNotWaitForTheWindow() {
        GenerationLog log = log(1);
        FakeWire wire = events();
        log.append(delta("ends a pause"));
        arrives(wire, "ends a pause");
        log.append(delta("waits"));
        log.append(finish());
        arrives(wire, "finish");
        assertThat(wire.received()).contains("waits");
    }

    @Test
    void aStreamOfOneAnswerIsWrittenAtOnceAndEndsWithIt() {
        GenerationLog log = log(1);
        var wire = new FakeWire();
        chunks(log).begin(wire, new Frames());
        log.append(delta("second"));
        arrives(wire, "second");
        log.append(finish());
        arrives(wire, "data: [DONE]");
        Await.until("the connection ends", SOON, wire::isClosed);
        assertThat(wire.received()).contains("id: 0\n").contains("id: 3\n");
        assertThat(hangUps).hasValue(0);
        assertThat(seatsLeft).hasValue(1);
    }

    @Test
    void whatTheLoopHasReadItWritesBeforeItDoesAnythingElse() {
        GenerationLog log = log(1);
        var wire = new FakeWire();
        chunks(log).begin(wire, new Frames());
        AtomicBoolean isWritten = new AtomicBoolean();
        loop.execute(() -> {
            log.append(delta("just read"));
            afterReads.get().run();
            isWritten.set(wire.received().contains("just read"));
        });
        Await.until("it is written", SOON, isWritten::get);
        int before = wire.writes();
        log.append(delta("by another thread"));
        arrives(wire, "by another thread");
        assertThat(wire.writes()).isEqualTo(before + 1);
    }

    @Test
    void aClientThatTakesNothingKeepsNobodyWaitingAndMissesNothing() {
        GenerationLog log = log(1);
        var slow = new FakeWire();
        ChunkStream stream = chunks(log);
        stream.begin(slow, new Frames());
        slow.takesNothing(true);
        var quick = new FakeWire();
        chunks(log).begin(quick, new Frames());
        for (int i = 0; i < 100; i++) {
            log.append(delta("token" + i));
            arrives(quick, "token" + i + "\"");
        }
        assertThat(slow.received()).doesNotContain("token0");
        slow.takesNothing(false);
        stream.hasRoom();
        log.append(finish());
        arrives(slow, "data: [DONE]");
        arrives(quick, "data: [DONE]");
        assertThat(slow.received()).isEqualTo(quick.received());
    }

    @Test
    void anEndThatTheClientHasNotTakenYetIsNotCutOff() {
        GenerationLog log = log(1);
        var slow = new FakeWire();
        ChunkStream stream = chunks(log);
        stream.begin(slow, new Frames());
        slow.takesNothing(true);
        log.append(finish());
        atOnce.enqueue(stream, Wake.NOW);
        assertThat(slow.isClosed()).isFalse();
        slow.takesNothing(false);
        stream.hasRoom();
        arrives(slow, "data: [DONE]");
        Await.until("the connection ends", SOON, slow::isClosed);
    }

    @Test
    void aClientThatTakesNothingForLongIsCut() {
        GenerationLog log = log(1);
        var slow = new FakeWire();
        chunks(log).begin(slow, new Frames());
        slow.takesNothing(true);
        log.append(delta("is not taken"));
        Await.until("the connection is cut", SOON, () -> {
            time.advance(Duration.ofSeconds(1));
            return slow.isClosed();
        });
        assertThat(Duration.ofNanos(time.nanoTime())).isGreaterThan(OpenStream.STUCK_AFTER);
        assertThat(seatsLeft).hasValue(1);
    }

    @Test
    void aClientThatTakesLittleButSomethingIsNotCut() {
        GenerationLog log = log(1);
        var slow = new FakeWire();
        ChunkStream stream = chunks(log);
        stream.begin(slow, new Frames());
        slow.takesNothing(true);
        log.append(delta("is taken in pieces"));
        Await.until("it is tried", SOON, () -> slow.tries() > 0);
        for (int i = 0; i < 3; i++) {
            time.advance(OpenStream.STUCK_AFTER.minusSeconds(1));
            int before = slow.tries();
            stream.hasRoom();
            Await.until("it is tried again", SOON, () -> slow.tries() > before);
        }
        slow.takesNothing(false);
        stream.hasRoom();
        arrives(slow, "is taken in pieces");
        assertThat(slow.isClosed()).isFalse();
    }

    @Test
    void aClientThatGoesIsToldOnceHoweverItIsNoticed() {
        GenerationLog log = log(1);
        var wire = new FakeWire();
        ChunkStream stream = chunks(log);
        stream.begin(wire, new Frames());
        wire.isGone();
        log.append(delta("to nobody"));
        Await.until("the connection ends", SOON, wire::isClosed);
        stream.hungUp();
        stream.hungUp();
        events();
        assertThat(hangUps).hasValue(1);
        assertThat(seatsLeft).hasValue(1);
        assertThat(log.isFollowed()).isTrue();
    }

    @Test
    void aSilentStreamShowsLife() {
        FakeWire wire = events();
        Await.until("a comment comes", SOON, () -> {
            time.advance(Duration.ofSeconds(1));
            return wire.received().contains(": alive\n\n");
        });
        assertThat(Duration.ofNanos(time.nanoTime())).isGreaterThanOrEqualTo(OpenStream.COMMENT_EVERY);
    }

    @Test
    void whenTheServerGoesEachReaderIsToldWhereItStands() {
        GenerationLog log = log(1);
        FakeWire wire = events();
        log.append(delta("last"));
        var one = new FakeWire();
        chunks(log).begin(one, new Frames());
        inWindows.endAll();
        atOnce.endAll();
        arrives(wire, "event: reconnect\nid: e0.");
        assertThat(wire.received()).contains("last");
        Await.until("the connection ends", SOON, wire::isClosed);
        Await.until("the other connection ends", SOON, one::isClosed);
        assertThat(seatsLeft).hasValue(2);
    }
}
