package dev.polylogue.store;

import static dev.polylogue.store.SqliteFile.ANN;
import static dev.polylogue.store.SqliteFile.NOON;
import static dev.polylogue.store.SqliteFile.NORMAL;
import static dev.polylogue.store.SqliteFile.completed;
import static dev.polylogue.store.SqliteFile.conversationId;
import static dev.polylogue.store.SqliteFile.has;
import static dev.polylogue.store.SqliteFile.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polylogue.engine.store.GenerationEnd;
import dev.polylogue.engine.store.LogTail;
import dev.polylogue.engine.store.StoreUnavailableException;
import dev.polylogue.engine.time.SystemTime;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk of 16 MiB that is really full. What holds then, and that it is over soon after there is room again. */
@Timeout(120)
class DiskFullTest {

    private static final long MIB = 1024 * 1024;
    private static final long RESERVE = 3 * MIB;
    private static final Duration HEALED = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String TEXT = "x".repeat(100_000);
    private static final Time TIME = new SystemTime();

    @TempDir
    Path parent;

    private SmallDisk disk;
    private SqliteStore store;
    private final List<Integer> taken = new ArrayList<>();

    @BeforeEach
    void mount() {
        disk = SmallDisk.mount(parent, 16 * MIB);
        start(RESERVE);
    }

    @AfterEach
    void unmount() {
        store.close();
        disk.close();
    }

    @Test
    void whatIsNewIsRefusedWhileReadingEndingAndDeletingGoOnAndAllIsWellOnceThereIsRoom() throws SQLException {
        sendUntilFull(20);
        disk.fill(0);
        sendUntilFull(1_000);
        int last = taken.getLast();

        for (int number : taken) {
            assertThat(text(number)).isEqualTo(TEXT);
        }
        assertThatThrownBy(() -> store.generations().checkpoint(List.of(tail(last))))
                .isInstanceOf(StoreUnavailableException.class);
        for (int number : taken) {
            assertThat(store.generations().end(end(number)))
                    .as("the end of " + number)
                    .isTrue();
        }
        for (int number : taken.subList(0, 15)) {
            assertThat(store.conversations().delete(ANN, conversationId(number), NOON))
                    .isTrue();
        }
        assertThat(isTaken(5_000)).isFalse();

        long began = TIME.nanoTime();
        disk.empty();
        Await.until("new messages are taken again", HEALED, () -> isTaken(6_000));
        print("a full disk", taken.size() + " kept, healed after " + millisSince(began) + " ms");

        assertThat(has(store, taken.getFirst())).isFalse();
        assertThat(message(last).text()).isEqualTo("The answer");
        assertThat(message(last).status()).isEqualTo(MessageStatus.COMPLETE);
        assertThat(new SqliteFile(database()).first("pragma integrity_check")).isEqualTo("ok");
        awaitReserve();
    }

    @Test
    void conversationsThatAreDeletedMakeRoomForNewOnes() throws SQLException {
        sendUntilFull(1_000);
        assertThat(isTaken(5_000)).isFalse();

        long began = TIME.nanoTime();
        for (int number : taken) {
            assertThat(store.conversations().delete(ANN, conversationId(number), NOON))
                    .isTrue();
        }
        Await.until("new messages are taken again", HEALED, () -> isTaken(6_000));
        print("deleted " + taken.size(), "healed after " + millisSince(began) + " ms");
        assertThat(new SqliteFile(database()).first("pragma integrity_check")).isEqualTo("ok");
    }

    @Test
    void aStartOnAFullDiskReadsAndDeletesAndRefusesWhatIsNewAlsoTheSecondTime() {
        sendUntilFull(20);
        store.close();
        disk.fill(0);
        start(RESERVE);

        assertThat(text(1)).isEqualTo(TEXT);
        store.generations().recover(NOON);
        assertThat(isTaken(5_000)).isFalse();
        assertThat(message(1).status()).isEqualTo(MessageStatus.INTERRUPTED);
        assertThat(store.conversations().delete(ANN, conversationId(2), NOON)).isTrue();

        store.close();
        start(RESERVE);
        assertThat(isTaken(5_001)).isFalse();
        assertThat(store.conversations().delete(ANN, conversationId(3), NOON)).isTrue();

        disk.empty();
        Await.until("new messages are taken again", HEALED, () -> isTaken(6_000));
    }

    @Test
    void aDiskTooSmallForTheReserveIsUsedWithoutAndHealsAllTheSame() throws IOException {
        store.close();
        Files.delete(reserve());
        start(64 * MIB);
        sendUntilFull(20);
        disk.fill(0);
        sendUntilFull(1_000);

        assertThat(reserve()).doesNotExist();
        assertThat(text(taken.getLast())).isEqualTo(TEXT);
        assertThat(isTaken(5_000)).isFalse();
        disk.empty();
        Await.until("new messages are taken again", HEALED, () -> isTaken(6_000));
    }

    private void start(long reserve) {
        store = SqliteStore.open(database(), NORMAL.withReserve(reserve));
        if (reserve == RESERVE && taken.isEmpty()) {
            awaitReserve();
        }
    }

    /** Sends at most so many; stops at the first that is refused. */
    private void sendUntilFull(int atMost) {
        int first = taken.size() + 1;
        for (int number = first; number < first + atMost; number++) {
            if (!isTaken(number)) {
                return;
            }
            taken.add(number);
        }
        assertThat(atMost).as("sends until the disk is full").isLessThan(1_000);
    }

    private boolean isTaken(int number) {
        try {
            store.generations().claim(send(number, TEXT));
            return true;
        } catch (StoreUnavailableException full) {
            return false;
        }
    }

    private String text(int number) {
        return store.conversations()
                .messages(ANN, conversationId(number))
                .getFirst()
                .text();
    }

    private Message message(int number) {
        return store.conversations().messages(ANN, conversationId(number)).getLast();
    }

    private static LogTail tail(int number) {
        return new LogTail(
                ANN, send(number, "").id(), 0, List.of(ChunkCodec.encode(new Chunk.TextDelta("t1", TEXT.repeat(20)))));
    }

    private static GenerationEnd end(int number) {
        return completed(send(number, ""), "The answer");
    }

    private void awaitReserve() {
        Await.until("the reserve is whole", LONG, () -> Files.exists(reserve()) && size(reserve()) == RESERVE);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }

    private Path reserve() {
        return disk.folder().resolve("polylogue.db.reserve");
    }

    private Path database() {
        return disk.folder().resolve("polylogue.db");
    }

    private static long millisSince(long nanoTime) {
        return Duration.ofNanos(TIME.nanoTime() - nanoTime).toMillis();
    }

    @SuppressWarnings("SystemOut") // the figures are the result
    private static void print(String what, String figures) {
        System.out.println("disk full: " + what + ": " + figures);
    }
}
