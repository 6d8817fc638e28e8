package dev.polylogue.server.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.log.LiveLogs;
import dev.polylogue.engine.log.LogIdentity;
import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.testkit.Await;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SocketStreamTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final FakeTime time = new FakeTime();
    private final LiveLogs logs = new LiveLogs(time, "e0");
    private final StreamWriter writer = new WindowWriter(time);
    private final AtomicInteger seatsLeft = new AtomicInteger();
    private final SocketStream stream = new SocketStream(time, writer, seatsLeft::incrementAndGet);
    private final FakeWire wire = new FakeWire();

    @AfterEach
    void close() {
        writer.close();
    }

    private GenerationLog log(long number) {
        return logs.open(new LogIdentity(
                new UserId("ann"),
                id(number),
                new ConversationId(new UUID(2, number)),
                new MessageId(new UUID(3, number)),
                null,
                "test/model"));
    }

    private static GenerationId id(long number) {
        return new GenerationId(new UUID(1, number));
    }

    private void open() {
        stream.begin(wire, new Frames());
    }

    private static void says(GenerationLog log, String text) {
        log.append(new Chunk.TextDelta("t0", text));
    }

    private void arrives(String words) {
        Await.until("\"" + words + "\" arrives", SOON, () -> {
            time.advance(WindowWriter.WINDOW);
            return wire.received().contains(words);
        });
    }

    @Test
    void eachTurnIsNumberedAndEndsByItself() {
        open();
        GenerationLog first = log(1);
        GenerationLog second = log(2);
        stream.follow("r1", id(1), first, TurnStart.WHOLE);
        stream.follow("r2", id(2), second, TurnStart.WHOLE);
        says(first, "one");
        says(second, "two");
        says(first, "three");
        first.append(new Chunk.Finish(FinishReason.STOP));
        arrives("{\"type\":\"end\",\"requestId\":\"r1\"}\n");
        arrives("{\"type\":\"chunk\",\"requestId\":\"r1\",\"sequence\":1,\"chunk\":{\"type\":\"text-delta\"");
        arrives("{\"type\":\"chunk\",\"requestId\":\"r2\",\"sequence\":0,\"chunk\":{\"type\":\"text-delta\"");
        assertThat(stream.isFollowing("r1")).isFalse();
        assertThat(stream.following()).isEqualTo(1);
        assertThat(first.isFollowed()).isFalse();
    }

    @Test
    void twoTurnsOfOneAnswerDoNotEndEachOther() {
        open();
        GenerationLog log = log(1);
        stream.follow("r1", id(1), log, TurnStart.WHOLE);
        stream.follow("r2", id(1), log, TurnStart.WHOLE);
        assertThat(stream.leave("r1")).contains(id(1));
        assertThat(stream.leave("r1")).isEmpty();
        says(log, "still here");
        arrives("\"requestId\":\"r2\",\"sequence\":0");
        assertThat(wire.received()).doesNotContain("\"requestId\":\"r1\"");
    }

    @Test
    void aClientThatTakesNothingCostsOneBatchAndMissesNothing() {
        open();
        wire.takesNothing(true);
        String text = "x".repeat(60_000);
        for (int number = 0; number < 30; number++) {
            GenerationLog log = log(number);
            says(log, text);
            says(log, text);
            stream.follow("r" + number, id(number), log, TurnStart.WHOLE);
        }
        Await.until("something is offered", SOON, () -> wire.tries() > 0);
        assertThat(wire.offered()).isLessThan(SocketStream.BATCH + 3 * text.length());
        wire.takesNothing(false);
        stream.hasRoom();
        for (int number = 0; number < 30; number++) {
            arrives("\"requestId\":\"r" + number + "\",\"sequence\":1");
        }
    }

    @Test
    void aShortTurnDoesNotWaitForTheEndOfALongOne() {
        GenerationLog log = log(1);
        String text = "x".repeat(60_000);
        for (int i = 0; i < 30; i++) {
            says(log, text);
        }
        stream.follow("long", id(1), log, TurnStart.WHOLE);
        GenerationLog other = log(2);
        says(other, "short");
        stream.follow("short", id(2), other, TurnStart.WHOLE);
        open();
        arrives("\"requestId\":\"long\",\"sequence\":29");
        assertThat(wire.received().indexOf("\"requestId\":\"short\",\"sequence\":0"))
                .isBetween(0, wire.received().indexOf("\"requestId\":\"long\",\"sequence\":3,"));
    }

    @Test
    void aClientThatAsksForMoreThanItTakesIsCut() {
        open();
        wire.takesNothing(true);
        for (int i = 0; i < 3 * SocketStream.MAX_WORDS; i++) {
            stream.say(Map.of("type", "no-active", "requestId", "r" + i));
        }
        Await.until("the connection is cut", SOON, wire::isClosed);
        assertThat(seatsLeft).hasValue(1);
    }

    @Test
    void whenItEndsNothingIsFollowedAnyMore() {
        open();
        GenerationLog log = log(1);
        stream.follow("r1", id(1), log, TurnStart.WHOLE);
        stream.hungUp();
        Await.until("the connection ends", SOON, wire::isClosed);
        stream.follow("r2", id(1), log, TurnStart.WHOLE);
        assertThat(log.isFollowed()).isFalse();
        assertThat(seatsLeft).hasValue(1);
    }

    @Test
    void aSilentConnectionShowsLife() {
        open();
        Await.until("a sign comes", SOON, () -> {
            time.advance(Duration.ofSeconds(1));
            return wire.received().contains("{\"type\":\"alive\",\"requestId\":\"\"}\n");
        });
    }
}
