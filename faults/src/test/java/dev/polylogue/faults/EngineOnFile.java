package dev.polylogue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.conversation.Engine;
import dev.polylogue.engine.conversation.EngineSettings;
import dev.polylogue.engine.generation.GenerationSettings;
import dev.polylogue.engine.identity.IdSource;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.provider.ProviderRegistry;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.engine.time.SystemTime;
import dev.polylogue.engine.time.Time;
import dev.polylogue.engine.tool.Toolbox;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.OnLeave;
import dev.polylogue.protocol.command.SendMessage;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.store.SqliteStore;
import dev.polylogue.testkit.Await;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * The engine in this process, on a real SQLite file, with real threads: for races that are lost in the noise of a
 * network. The model says what the test says; time stands still unless the test moves it.
 */
final class EngineOnFile implements AutoCloseable {

    static final UserId ANN = new UserId("ann");
    static final Duration QUESTION_TTL = Duration.ofSeconds(10);

    private static final Duration SOON = Duration.ofSeconds(60);

    /** Every table that may hold something of a conversation, and how its rows are found. */
    private static final List<String> ROWS = List.of(
            "select count(*) from conversation where id = ?",
            "select count(*) from message where conversation_id = ?",
            "select count(*) from generation where conversation_id = ?",
            "select count(*) from follow_up where conversation_id = ?",
            "select count(*) from conversation_title where conversation_id = ?",
            "select count(*) from message_delta where ? is not null and generation_number not in (select number from generation)",
            "select count(*) from checkpoint where ? is not null",
            "select count(*) from clarification where generation_id = ?");

    final FakeTime time = new FakeTime();
    final ScriptedProvider model = new ScriptedProvider("test", Integer.MAX_VALUE);
    final Store store;
    final Engine engine;

    private final IdSource ids = new IdSource(time, new Random(Scale.seed()));
    private final Connection tables;

    EngineOnFile(Path folder) throws SQLException {
        Path file = folder.resolve("polylogue.db");
        store = SqliteStore.open(file);
        var providers = new ProviderRegistry();
        providers.add(model);
        var ways = GenerationSettings.DEFAULT;
        var settings = new GenerationSettings(
                ways.maxCharacters(),
                ways.retryDelays(),
                QUESTION_TTL,
                ways.storePatience(),
                ways.maxSteps(),
                ways.unwatchedTime(),
                ways.unwatchedCharacters());
        engine = new Engine(
                store,
                providers,
                Toolbox.empty(),
                new StandingTime(time),
                ids,
                new EngineSettings(settings, 10_000, 10_000, OnLeave.STOP));
        engine.start();
        tables = DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    ConversationId conversation() {
        return new ConversationId(ids.next());
    }

    Accepted send(ConversationId id) {
        return engine.answers().send(ANN, id, new SendMessage(null, null, null, "Hello", null, null), null);
    }

    /** All chunks of that generation so far. */
    List<Chunk> chunks(GenerationId id) {
        return engine.logs().find(ANN, id).orElseThrow().read(0).chunks().stream()
                .map(ChunkCodec::decode)
                .toList();
    }

    void awaitPhase(GenerationId id, GenerationPhase phase) {
        Await.until("generation " + id + " is " + phase, SOON, () -> chunks(id).stream()
                .anyMatch(chunk ->
                        chunk instanceof Chunk.Status status && status.data().state() == phase));
    }

    void awaitLastChunk(GenerationId id) {
        Await.until(
                "generation " + id + " has said its end", SOON, () -> chunks(id).getLast() instanceof Chunk.Terminal);
    }

    void awaitNothingActive() {
        Await.until(
                "nothing is active", SOON, () -> engine.answers().active(ANN).isEmpty() && model.open() == 0);
    }

    /** Looks into the tables themselves. */
    void assertNothingIsLeftOf(ConversationId conversation, GenerationId generation) throws SQLException {
        for (String rows : ROWS) {
            try (var count = tables.prepareStatement(rows)) {
                boolean isOfGeneration = rows.contains("generation_id");
                count.setString(1, isOfGeneration ? generation.toString() : conversation.toString());
                try (var result = count.executeQuery()) {
                    assertThat(result.getInt(1)).as(rows).isZero();
                }
            }
        }
    }

    /** Lets go the logs of what has ended. */
    void forgetLogs() {
        time.advance(Duration.ofSeconds(61));
    }

    @Override
    public void close() throws SQLException {
        tables.close();
        engine.close();
        store.close();
    }

    /** Time that stands but for the few milliseconds that the engine itself waits for another of its threads. */
    private record StandingTime(FakeTime fake) implements Time {

        private static final Time REAL = new SystemTime();

        @Override
        public Instant now() {
            return fake.now();
        }

        @Override
        public long nanoTime() {
            return fake.nanoTime();
        }

        @Override
        public Timer schedule(Duration delay, Runnable action) {
            return fake.schedule(delay, action);
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            REAL.pause(duration);
        }
    }
}
