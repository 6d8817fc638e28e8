package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.polylogue.engine.conversation.CommandException;
import dev.polylogue.engine.conversation.Engine;
import dev.polylogue.engine.conversation.EngineSettings;
import dev.polylogue.engine.identity.IdSource;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.log.LogFollower;
import dev.polylogue.engine.log.LogSlice;
import dev.polylogue.engine.provider.ProviderRegistry;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.engine.tool.Toolbox;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.SendMessage;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.PageId;
import dev.polylogue.protocol.id.RequestId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.store.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engine on a SQLite file with two scripted models: {@link #model} takes any number of calls, {@link #narrow} one at a
 * time. Time stands still unless the test moves it.
 */
@Timeout(120)
abstract class OnSqlite {

    protected static final UserId ANN = new UserId("ann");
    protected static final UserId BEN = new UserId("ben");
    protected static final Duration LONG = Duration.ofSeconds(20);

    protected final FakeTime time = new FakeTime();
    protected final IdSource ids = new IdSource(time, new Random(1));
    protected final ScriptedProvider model = new ScriptedProvider("test", Integer.MAX_VALUE);
    protected final ScriptedProvider narrow = new ScriptedProvider("narrow", 1);
    protected final ProviderRegistry providers = new ProviderRegistry();
    protected Toolbox toolbox = Toolbox.empty();

    @TempDir
    Path folder;

    protected Store store;
    protected Engine engine;

    @BeforeEach
    final void startFirst() {
        providers.add(model);
        providers.add(narrow);
        start();
    }

    private void start() {
        store = SqliteStore.open(folder.resolve("polylogue.db"));
        engine = new Engine(between(store), providers, toolbox, time, ids, settings());
        engine.start();
    }

    /** What the engine is given as its store: the real one, unless a test puts something in between. */
    protected Store between(Store real) {
        return real;
    }

    protected EngineSettings settings() {
        return EngineSettings.DEFAULT;
    }

    @AfterEach
    final void stopLast() {
        engine.close();
        store.close();
    }

    /** The process ends as it should, and another begins on the same file. */
    protected final void restart() {
        engine.close();
        store.close();
        start();
    }

    /** The process dies: nobody ends anything, and what was not written is lost. */
    protected final void crash() {
        store.close();
        start();
    }

    protected final ConversationId conversation() {
        return new ConversationId(ids.next());
    }

    protected final RequestId request() {
        return new RequestId(ids.next());
    }

    protected static SendMessage text(String text) {
        return new SendMessage(null, null, null, text, null, null);
    }

    protected final Accepted send(ConversationId id, String text) {
        return engine.answers().send(ANN, id, text(text), null);
    }

    protected final Accepted sendFrom(PageId page, ConversationId id) {
        return engine.answers().send(ANN, id, text("Hello"), page);
    }

    protected final Accepted sendNarrow(ConversationId id, String text) {
        return engine.answers().send(ANN, id, new SendMessage(null, null, null, text, narrow.model(), null), null);
    }

    /** Asks and has it answered with {@code answer}, to its end. */
    protected final Accepted exchange(ConversationId id, String text, String answer) throws InterruptedException {
        Accepted accepted = send(id, text);
        model.nextCall().say(answer).finish();
        chunksToTheEnd(accepted.generationId());
        return accepted;
    }

    protected final GenerationLog log(GenerationId id) {
        return engine.logs().find(ANN, id).orElseThrow();
    }

    protected final List<Chunk> chunksSoFar(GenerationId id) {
        return log(id).read(0).chunks().stream().map(ChunkCodec::decode).toList();
    }

    /** All chunks; fails when the end does not come. */
    protected final List<Chunk> chunksToTheEnd(GenerationId id) throws InterruptedException {
        return chunksUntil(id, chunk -> chunk instanceof Chunk.Terminal);
    }

    /** The chunks up to the first that is {@code wanted}; fails when it does not come. */
    protected final List<Chunk> chunksUntil(GenerationId id, Predicate<Chunk> wanted) throws InterruptedException {
        List<Chunk> seen = new ArrayList<>();
        try (LogFollower follower = log(id).follow(0)) {
            while (true) {
                LogSlice slice = follower.await(LONG);
                for (byte[] bytes : slice.chunks()) {
                    Chunk chunk = ChunkCodec.decode(bytes);
                    seen.add(chunk);
                    if (wanted.test(chunk)) {
                        return seen;
                    }
                }
                if (slice.isEnd() || slice.chunks().isEmpty()) {
                    throw new AssertionError("it did not come; what came: " + seen);
                }
            }
        }
    }

    protected final void awaitPhase(GenerationId id, GenerationPhase phase) throws InterruptedException {
        chunksUntil(id, chunk -> isPhase(chunk, phase));
    }

    protected static boolean isPhase(Chunk chunk, GenerationPhase phase) {
        return chunk instanceof Chunk.Status status && status.data().state() == phase;
    }

    /** The question that the generation waits with, once it does. */
    protected final Chunk.Question awaitQuestion(GenerationId id) throws InterruptedException {
        return (Chunk.Question)
                chunksUntil(id, Chunk.Question.class::isInstance).getLast();
    }

    protected final Message message(ConversationId id, MessageId messageId) {
        return store.conversations().message(ANN, id, messageId).orElseThrow();
    }

    protected final Attention attention(ConversationId id) {
        return store.conversations().find(ANN, id).orElseThrow().summary().attention();
    }

    protected final GenerationPhase storedPhase(GenerationId id) {
        return store.generations().find(ANN, id).orElseThrow().phase();
    }

    /** The code with which the command is refused. */
    protected static ErrorCode refusal(ThrowingCallable command) {
        return refused(command).code();
    }

    protected static CommandException refused(ThrowingCallable command) {
        CommandException refusal = catchThrowableOfType(CommandException.class, command);
        assertThat(refusal).as("the refusal").isNotNull();
        return refusal;
    }
}
