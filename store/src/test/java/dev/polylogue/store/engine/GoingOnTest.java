package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.polylogue.engine.conversation.CommandException;
import dev.polylogue.engine.provider.ModelCall;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.ModelSink;
import dev.polylogue.engine.provider.Provider;
import dev.polylogue.engine.provider.ProviderStatus;
import dev.polylogue.engine.store.GenerationStore;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.ContinueMessage;
import dev.polylogue.protocol.command.SendMessage;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Usage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Answers that go on with what is there, and those that go on after something that nobody expects. */
class GoingOnTest extends OnSqlite {

    private final AtomicReference<@Nullable Runnable> beforeClaim = new AtomicReference<>();

    /** Lets a test come between what the engine read and its claim. */
    @Override
    protected Store between(Store real) {
        return (Store) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Store.class}, (_, method, arguments) -> {
                    Object result = method.invoke(real, arguments);
                    return result instanceof GenerationStore generations ? interposed(generations) : result;
                });
    }

    private GenerationStore interposed(GenerationStore real) {
        return (GenerationStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {GenerationStore.class}, (_, method, arguments) -> {
                    Runnable first = method.getName().equals("claim") ? beforeClaim.getAndSet(null) : null;
                    if (first != null) {
                        first.run();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    private Accepted goOn(ConversationId id, Accepted first) {
        return engine.answers().goOn(ANN, id, first.assistantMessageId(), new ContinueMessage(null), null);
    }

    private void goOnAndStop(ConversationId id, Accepted first, String more) {
        Accepted accepted = goOn(id, first);
        try {
            model.nextCall().say(more);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        engine.answers().stop(ANN, accepted.generationId());
    }

    /** Between the look at it and the claim of its conversation it may become complete. */
    @Test
    void anAnswerThatEndsMeanwhileIsBusyOrCompleteButNeverMissing() throws InterruptedException {
        for (int round = 0; round < 100; round++) {
            var id = conversation();
            Accepted accepted = send(id, "Hello");
            ScriptedProvider.Call call = model.nextCall();
            call.say("Well.");
            time.startThread("the end", call::finish);

            ErrorCode code = ErrorCode.CONVERSATION_BUSY;
            while (code == ErrorCode.CONVERSATION_BUSY) {
                code = refusalToGoOn(id, accepted);
            }

            assertThat(code).isEqualTo(ErrorCode.WRONG_STATE);
        }
    }

    private ErrorCode refusalToGoOn(ConversationId id, Accepted accepted) {
        var wish = new ContinueMessage(null);
        var refusal = catchThrowableOfType(CommandException.class, () -> engine.answers()
                .goOn(ANN, id, accepted.assistantMessageId(), wish, null));
        return refusal.code();
    }

    @Test
    void whatAnotherTabAddedBeforeTheClaimIsKept() throws InterruptedException {
        var id = conversation();
        Accepted first = send(id, "Count");
        model.nextCall().say("One");
        engine.answers().stop(ANN, first.generationId());
        beforeClaim.set(() -> goOnAndStop(id, first, ", two"));

        Accepted late = goOn(id, first);
        ScriptedProvider.Call call = model.nextCall();
        call.say(", three").finish();
        chunksToTheEnd(late.generationId());

        assertThat(message(id, first.assistantMessageId()).text()).isEqualTo("One, two, three");
    }

    @Test
    void whatTheFirstPartCostIsAddedToTheRest() throws InterruptedException {
        var id = conversation();
        Accepted first = send(id, "Count");
        model.nextCall()
                .say("One")
                .tell(new ModelEvent.UsageReported(new Usage(10, 1, null, null)))
                .fail("Broken off.");
        chunksToTheEnd(first.generationId());

        Accepted more = goOn(id, first);
        model.nextCall()
                .say(", two")
                .tell(new ModelEvent.UsageReported(new Usage(20, 2, null, null)))
                .finish();
        chunksToTheEnd(more.generationId());

        assertThat(message(id, first.assistantMessageId()).usage()).isEqualTo(new Usage(30, 3, null, null));
    }

    @Test
    void anErrorOfTheMachineEndsTheAnswerInsteadOfLeavingItForEver() throws InterruptedException {
        providers.add(new Broken());
        var id = conversation();

        Accepted accepted =
                engine.answers().send(ANN, id, new SendMessage(null, null, null, "Hello", "broken/model", null), null);

        assertThat(chunksToTheEnd(accepted.generationId()).getLast())
                .isInstanceOfSatisfying(Chunk.Failure.class, failure -> assertThat(failure.code())
                        .isEqualTo(ErrorCode.INTERNAL.code()));
        assertThat(attention(id)).isEqualTo(Attention.FAILED);
        engine.answers().send(ANN, id, new SendMessage(null, null, null, "Again", model.model(), null), null);
        model.nextCall().say("Hello.").finish();
    }

    @Test
    void oneWaitingAnswerThatIsDamagedIsInterruptedAndAllOthersAreTakenUp() throws InterruptedException, SQLException {
        var damaged = conversation();
        Accepted bad = send(damaged, "Choose");
        model.nextCall().say("Well").ask("Which?");
        awaitPhase(bad.generationId(), GenerationPhase.AWAITING_INPUT);
        Accepted good = send(conversation(), "Choose");
        model.nextCall().ask("Which?");
        Chunk.Question question = awaitQuestion(good.generationId());
        awaitPhase(good.generationId(), GenerationPhase.AWAITING_INPUT);

        damage(bad);
        crash();

        assertThat(message(damaged, bad.assistantMessageId()).status()).isEqualTo(MessageStatus.INTERRUPTED);
        assertThat(attention(damaged)).isEqualTo(Attention.INTERRUPTED);
        assertThat(engine.logs().find(ANN, bad.generationId())).isEmpty();
        engine.answers().decline(ANN, question.data().id());
        model.nextCall().say("As you like.").finish();
        assertThat(chunksToTheEnd(good.generationId()).getLast()).isInstanceOf(Chunk.Finish.class);
        exchange(damaged, "Again", "Yes.");
    }

    private void damage(Accepted accepted) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("polylogue.db"));
                var update = connection.prepareStatement("""
                        update message_delta set chunks = ?
                        where generation_number = (select number from generation where id = ?)
                        """)) {
            update.setBytes(1, new byte[] {'{', 'x'});
            update.setString(2, accepted.generationId().toString());
            assertThat(update.executeUpdate()).isPositive();
        }
    }

    /** As a class that cannot be loaded, or a stack that is too deep. */
    private static final class Broken implements Provider {

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public ProviderStatus status() {
            return new ProviderStatus(List.of());
        }

        @Override
        public int maxConcurrent() {
            return 1;
        }

        @Override
        public ModelCall start(ModelRequest request, ModelSink sink) {
            throw new StackOverflowError("made by the test");
        }

        @Override
        public void close() {}
    }
}
