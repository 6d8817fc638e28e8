package dev.polylogue.store;

import static dev.polylogue.store.SqliteFile.ANN;
import static dev.polylogue.store.SqliteFile.NORMAL;
import static dev.polylogue.store.SqliteFile.conversation;
import static dev.polylogue.store.SqliteFile.has;
import static dev.polylogue.store.SqliteFile.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.polylogue.engine.store.StoreDamagedException;
import dev.polylogue.protocol.command.UserSettings;
import dev.polylogue.testkit.Await;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the person is told when the store cannot be opened, and how it stands when it can. */
class OpeningTest {

    @TempDir
    Path folder;

    @Test
    void theFolderIsMadeForItsOwnerOnly() throws IOException {
        Path data = folder.resolve("deep").resolve("data");

        try (var store = SqliteStore.open(data.resolve("polylogue.db"))) {
            store.conversations().create(ANN, conversation(1));

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
            for (String name : new String[] {"polylogue.db", "polylogue.db-wal"}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name))))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void aFolderThatIsThereKeepsItsMode() throws IOException {
        Path data = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));

        SqliteStore.open(data.resolve("polylogue.db")).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void theFileIsInWalModeAndWholeAfterClosing() throws SQLException {
        try (var store = SqliteStore.open(path())) {
            store.conversations().create(ANN, conversation(1));
            assertThat(new SqliteFile(path()).first("pragma journal_mode")).isEqualTo("wal");
        }
        assertThat(folder.resolve("polylogue.db-wal")).doesNotExist();
        assertThat(new SqliteFile(path()).first("pragma quick_check")).isEqualTo("ok");
    }

    @Test
    void allIsInTheOneFileAfterClosingAlsoWhereMuchWasRead() throws IOException {
        for (int round = 0; round < 20; round++) {
            try (var store = SqliteStore.open(path())) {
                store.conversations().create(ANN, conversation(round));
                List<CompletableFuture<Void>> reads = new ArrayList<>();
                for (int read = 0; read < 50; read++) {
                    int number = round;
                    reads.add(CompletableFuture.runAsync(() -> has(store, number)));
                }
                reads.forEach(CompletableFuture::join);
                assertThat(has(store, round)).isTrue();
            }
            assertThat(folder.resolve("polylogue.db-wal")).as("round " + round).doesNotExist();
        }
    }

    @Test
    void theFolderIsHeldByOneStoreAtATime() {
        try (var store = SqliteStore.open(path())) {
            assertRefused("already uses the data folder");
            assertThat(has(store, 1)).isFalse();
        }
        SqliteStore.open(path()).close();
    }

    @Test
    void anotherProcessIsRefusedWhileTheFolderIsHeld() throws IOException, InterruptedException {
        try (var _ = SqliteStore.open(path())) {
            Process second = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "--enable-native-access=ALL-UNNAMED",
                            SecondProcess.class.getName(),
                            path().toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(said).contains("refused: Another Polylogue already uses the data folder");
        }
    }

    /** Tries to open the store that another process holds. */
    static final class SecondProcess {
        private SecondProcess() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) {
            try (var _ = SqliteStore.open(Path.of(arguments[0]))) {
                System.out.println("opened");
            } catch (StoreOpeningException refused) {
                System.out.println("refused: " + refused.getMessage());
            }
        }
    }

    @Test
    void aFileOfANewerVersionIsRefusedAndNotTouched() throws SQLException {
        SqliteStore.open(path()).close();
        var file = new SqliteFile(path());
        file.execute("""
                insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,
                  installed_by, installed_on, execution_time, success)
                values (99, '9000', 'of the future', 'SQL', 'V9000__of_the_future.sql', 1, 'x', '2099-01-01 00:00:00.000', 1, 1)
                """);

        assertRefused("written by a newer Polylogue");

        assertThat(file.first("select max(installed_rank) from flyway_schema_history"))
                .isEqualTo("99");
    }

    @Test
    void aFileHasTheNewestTables() throws SQLException {
        SqliteStore.open(path()).close();

        assertThat(new SqliteFile(path()).first("select max(cast(version as integer)) from flyway_schema_history"))
                .isEqualTo(String.valueOf(Opening.NEWEST));
    }

    @Test
    void aFileOfAnOlderVersionGetsWhatItLacks() throws SQLException {
        SqliteStore.open(path()).close();
        var file = new SqliteFile(path());
        file.execute("drop table checkpoint", "delete from flyway_schema_history where version = '14'");

        SqliteStore.open(path()).close();

        assertThat(file.first("select count(*) from sqlite_master where name = 'checkpoint'"))
                .isEqualTo("1");
    }

    @Test
    void aFirstStartThatEndedBeforeItsFirstTableIsGoneOnWith() throws SQLException {
        Path whole = folder.resolve("whole.db");
        SqliteStore.open(whole).close();
        var file = new SqliteFile(path());
        file.execute(new SqliteFile(whole).first("select sql from sqlite_master where name = 'flyway_schema_history'"));

        SqliteStore.open(path()).close();

        assertThat(file.first("select max(cast(version as integer)) from flyway_schema_history"))
                .isEqualTo(String.valueOf(Opening.NEWEST));
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndNotTouched() throws IOException {
        Files.writeString(path(), "This is a letter, not a database. ".repeat(100));

        assertRefused("is damaged");

        assertThat(Files.readString(path())).startsWith("This is a letter");
    }

    @Test
    void aFileThatIsCutOffIsRefused() throws IOException {
        filled();
        try (var channel = FileChannel.open(path(), StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 8_192);
        }

        assertRefused("is damaged");
    }

    @Test
    void aSmallFileWithABrokenPageIsRefused() throws IOException {
        filled();
        byte[] bytes = Files.readAllBytes(path());
        for (int page = 2; page < bytes.length / 4_096; page++) {
            bytes[page * 4_096] = 0x7f;
        }
        Files.write(path(), bytes);

        assertRefused("is damaged");
    }

    @Test
    void aBigFileIsCheckedWhileItIsUsedAndThenTakesNothingNew() throws IOException {
        filled();
        byte[] bytes = Files.readAllBytes(path());
        // The last page is text of a message: what starts a store never reads it.
        Arrays.fill(bytes, bytes.length - 4_096, bytes.length, (byte) 0x7f);
        Files.write(path(), bytes);

        try (var store = SqliteStore.open(path(), NORMAL.withCheckedAtOnce(0))) {
            Await.until("the damage is found", Duration.ofSeconds(20), () -> isRefused(store));
            assertThat(has(store, 1)).isTrue();
        }
    }

    private static boolean isRefused(SqliteStore store) {
        try {
            store.settings().update(ANN, new UserSettings(null, "guide/guide", null));
            return false;
        } catch (StoreDamagedException refused) {
            return true;
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        assertThatThrownBy(() -> SqliteStore.open(file.resolve("data").resolve("polylogue.db")))
                .isInstanceOf(StoreOpeningException.class)
                .hasMessageContaining("cannot be used");
    }

    @Test
    void aRefusalGivesTheFolderBack() throws IOException {
        Files.writeString(path(), "This is a letter, not a database. ".repeat(100));
        assertRefused("is damaged");
        Files.delete(path());

        SqliteStore.open(path()).close();
    }

    @Test
    void openingSaysNothingInTheLog() {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var heard = new ListAppender<ILoggingEvent>();
        heard.start();
        root.addAppender(heard);
        try {
            SqliteStore.open(path()).close();
            SqliteStore.open(path()).close();
        } finally {
            root.detachAppender(heard);
        }

        assertThat(heard.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .isEmpty();
    }

    private void filled() {
        try (var store = SqliteStore.open(path())) {
            for (int i = 1; i <= 20; i++) {
                store.generations().claim(send(i, "word ".repeat(1_000)));
            }
        }
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> SqliteStore.open(path()))
                .isInstanceOf(StoreOpeningException.class)
                .hasMessageContaining(reason)
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("\n"));
    }

    private Path path() {
        return folder.resolve("polylogue.db");
    }
}
