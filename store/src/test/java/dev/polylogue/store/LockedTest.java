package dev.polylogue.store;

import static dev.polylogue.store.SqliteFile.ANN;
import static dev.polylogue.store.SqliteFile.NORMAL;
import static dev.polylogue.store.SqliteFile.conversation;
import static dev.polylogue.store.SqliteFile.has;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.store.StoreUnavailableException;
import dev.polylogue.engine.time.SystemTime;
import dev.polylogue.engine.time.Time;
import dev.polylogue.testkit.Await;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another program holds the file: each caller waits for its own patience, and nobody is forgotten. */
@Timeout(120)
class LockedTest {

    private static final Time TIME = new SystemTime();
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void whoComesLaterWaitsForItsOwnPatienceOnly() throws SQLException, InterruptedException, ExecutionException {
        try (var store = SqliteStore.open(path(), NORMAL.withPatience(PATIENCE));
                var other = new SqliteFile(path()).connect();
                var statement = other.createStatement()) {
            store.conversations().create(ANN, conversation(1));
            statement.execute("begin exclusive");

            List<FutureTask<Duration>> waits = new ArrayList<>();
            for (int number = 2; number < 202; number++) {
                waits.add(begin(store, number));
            }
            long began = TIME.nanoTime();
            Await.until("half of the patience is over", LONG, () -> since(began).compareTo(PATIENCE.dividedBy(2)) > 0);
            FutureTask<Duration> late = begin(store, 300);

            assertThat(has(store, 1)).isTrue();
            for (FutureTask<Duration> wait : waits) {
                assertThat(wait.get()).isBetween(PATIENCE, PATIENCE.multipliedBy(5));
            }
            Duration waited = late.get();
            assertThat(waited).isBetween(PATIENCE, PATIENCE.multipliedBy(5));

            statement.execute("rollback");
            store.conversations().create(ANN, conversation(400));
            assertThat(has(store, 400)).isTrue();
            assertThat(has(store, 2)).isFalse();
        }
    }

    @Test
    void whoWaitsIsServedAsSoonAsTheFileIsFree() throws SQLException, InterruptedException, ExecutionException {
        try (var store = SqliteStore.open(path());
                var other = new SqliteFile(path()).connect();
                var statement = other.createStatement()) {
            statement.execute("begin exclusive");
            var created = new FutureTask<>(() -> store.conversations().create(ANN, conversation(1)));
            long began = TIME.nanoTime();
            Thread.ofVirtual().start(created);
            Await.until("a while is over", LONG, () -> since(began).toMillis() > 300);
            assertThat(created.isDone()).isFalse();

            statement.execute("rollback");
            assertThat(created.get().isNew()).isTrue();
        }
    }

    /** How long it takes until the store says that it is unavailable. */
    private static FutureTask<Duration> begin(SqliteStore store, int number) {
        var wait = new FutureTask<>(() -> {
            long began = TIME.nanoTime();
            try {
                store.conversations().create(ANN, conversation(number));
            } catch (StoreUnavailableException locked) {
                return since(began);
            }
            throw new AssertionError("stored in a locked file");
        });
        Thread.ofVirtual().start(wait);
        return wait;
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(TIME.nanoTime() - nanoTime);
    }

    private Path path() {
        return folder.resolve("polylogue.db");
    }
}
