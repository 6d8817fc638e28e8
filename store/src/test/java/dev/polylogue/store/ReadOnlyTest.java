package dev.polylogue.store;

import static dev.polylogue.store.SqliteFile.ANN;
import static dev.polylogue.store.SqliteFile.conversation;
import static dev.polylogue.store.SqliteFile.has;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.polylogue.engine.store.StoreUnavailableException;
import dev.polylogue.testkit.SmallDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that the system lets nobody write any more, as those of a disk that was remounted read-only. */
class ReadOnlyTest {

    @TempDir
    Path folder;

    @Test
    void whatWritesIsRefusedWhileReadingGoesOnAndAllIsWellOnceItMayBeWritten() throws Exception {
        try (var store = SqliteStore.open(path())) {
            store.conversations().create(ANN, conversation(1));
            assertThat(has(store, 1)).isTrue();
            setReadOnly(true);
            try {
                assertThatThrownBy(() -> store.conversations().create(ANN, conversation(2)))
                        .isInstanceOf(StoreUnavailableException.class);
                assertThatThrownBy(() -> store.conversations().create(ANN, conversation(3)))
                        .isInstanceOf(StoreUnavailableException.class);
                assertThat(has(store, 1)).isTrue();
                assertThat(has(store, 2)).isFalse();
            } finally {
                setReadOnly(false);
            }
            store.conversations().create(ANN, conversation(2));
            assertThat(has(store, 2)).isTrue();
        }
        assertThat(new SqliteFile(path()).first("pragma integrity_check")).isEqualTo("ok");
    }

    @Test
    void aReadOnlyDiskIsRefusedAtTheStartInOneLine() throws SQLException {
        try (SmallDisk disk = SmallDisk.mount(folder, 4 * 1024 * 1024)) {
            Path file = disk.folder().resolve("polylogue.db");
            SqliteStore.open(file).close();
            disk.readOnly(true);

            assertThatThrownBy(() -> SqliteStore.open(file))
                    .isInstanceOf(StoreOpeningException.class)
                    .hasMessageContaining("cannot be used")
                    .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("\n"));

            disk.readOnly(false);
            SqliteStore.open(file).close();
        }
    }

    /** Not by its mode, which does not bind root and not what is open already. */
    private void setReadOnly(boolean isReadOnly) throws IOException, InterruptedException {
        for (String name : List.of("polylogue.db", "polylogue.db-wal")) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                var change = new ProcessBuilder("chattr", isReadOnly ? "+i" : "-i", file.toString())
                        .redirectErrorStream(true)
                        .start();
                String said = new String(change.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assumeTrue(change.waitFor() == 0, () -> "files cannot be made immutable here: " + said);
            }
        }
    }

    private Path path() {
        return folder.resolve("polylogue.db");
    }
}
