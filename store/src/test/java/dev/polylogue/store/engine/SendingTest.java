package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.conversation.CommandException;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.CreateConversation;
import dev.polylogue.protocol.command.SendMessage;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.Usage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SendingTest extends OnSqlite {

    @Test
    void anAnswerComesInChunksInTheirOrder() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Hello there");
        ScriptedProvider.Call call = model.nextCall();
        assertThat(call.request().prompt()).containsExactly(new PromptMessage.User("Hello there"));
        assertThat(call.request().model()).isEqualTo("model");
        assertThat(call.request().goesOn()).isFalse();
        call.reason("Hm.").say("Hel").say("lo.");
        call.tell(new ModelEvent.UsageReported(new Usage(3, 4, null, null))).finish();

        List<Chunk> chunks = chunksToTheEnd(accepted.generationId());

        assertThat(chunks)
                .map(SendingTest::described)
                .containsExactly(
                        "start",
                        "title Hello there",
                        "queued",
                        "running",
                        "start-step",
                        "reasoning-start r0",
                        "reasoning r0 Hm.",
                        "reasoning-end r0",
                        "text-start t1",
                        "text t1 Hel",
                        "text t1 lo.",
                        "text-end t1",
                        "usage 3 4",
                        "finish-step",
                        "completed",
                        "finish STOP");
        assertThat(message(id, accepted.assistantMessageId()).parts())
                .containsExactly(new Part.Reasoning("r0", "Hm."), new Part.Text("t1", "Hello."));
        assertThat(message(id, accepted.assistantMessageId()).usage()).isEqualTo(new Usage(3, 4, null, null));
    }

    private static String described(Chunk chunk) {
        return switch (chunk) {
            case Chunk.Start _ -> "start";
            case Chunk.Title title -> "title " + title.data().title();
            case Chunk.Status status -> status.data().state().wire();
            case Chunk.StartStep _ -> "start-step";
            case Chunk.FinishStep _ -> "finish-step";
            case Chunk.TextStart text -> "text-start " + text.id();
            case Chunk.TextDelta text -> "text " + text.id() + " " + text.delta();
            case Chunk.TextEnd text -> "text-end " + text.id();
            case Chunk.ReasoningStart reasoning -> "reasoning-start " + reasoning.id();
            case Chunk.ReasoningDelta reasoning -> "reasoning " + reasoning.id() + " " + reasoning.delta();
            case Chunk.ReasoningEnd reasoning -> "reasoning-end " + reasoning.id();
            case Chunk.Usage usage ->
                "usage " + usage.data().inputTokens() + " " + usage.data().outputTokens();
            case Chunk.Finish finish -> "finish " + finish.finishReason();
            case Chunk.ToolInputStart _,
                    Chunk.ToolInputDelta _,
                    Chunk.ToolInputAvailable _,
                    Chunk.ToolApprovalRequest _,
                    Chunk.ToolOutputAvailable _,
                    Chunk.ToolOutputError _,
                    Chunk.ToolOutputDenied _,
                    Chunk.Tool _,
                    Chunk.SourceDocument _,
                    Chunk.Queue _,
                    Chunk.Question _,
                    Chunk.MessageMetadata _,
                    Chunk.Abort _,
                    Chunk.Failure _ -> chunk.toString();
        };
    }

    @Test
    void theMessageIsStoredBeforeTheSendIsAcknowledged() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Hello");

        assertThat(message(id, accepted.userMessageId()).text()).isEqualTo("Hello");
        assertThat(message(id, accepted.assistantMessageId()).status()).isEqualTo(MessageStatus.STREAMING);
        model.nextCall().finish();
    }

    @Test
    void whoeverSeesTheFinishFindsTheWholeAnswerInTheStore() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            var id = conversation();
            Accepted accepted = send(id, "Hello");
            model.nextCall().say("All of it").finish();
            chunksUntil(accepted.generationId(), chunk -> chunk instanceof Chunk.Finish);

            var message = message(id, accepted.assistantMessageId());
            assertThat(message.status()).isEqualTo(MessageStatus.COMPLETE);
            assertThat(message.text()).isEqualTo("All of it");
            assertThat(attention(id)).isEqualTo(Attention.FINISHED);
            assertThat(storedPhase(accepted.generationId())).isEqualTo(GenerationPhase.COMPLETED);
            assertThat(engine.answers().active(ANN)).as("what is still active").isEmpty();
        }
    }

    @Test
    void whoeverSeesTheFinishMaySendAgainAtOnce() throws InterruptedException {
        model.answering(call -> call.say("Yes.").finish());
        var id = conversation();
        for (int round = 0; round < 100; round++) {
            chunksToTheEnd(send(id, "And " + round).generationId());
        }
        assertThat(engine.conversations().details(ANN, id).messages()).hasSize(200);
    }

    @Test
    void aSecondSendIsRefusedWithTheActiveOne() throws InterruptedException {
        var id = conversation();
        Accepted first = send(id, "One");

        CommandException refusal = refused(() -> send(id, "Two"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.CONVERSATION_BUSY);
        assertThat(refusal.activeGeneration()).contains(first.generationId());
        assertThat(engine.conversations().details(ANN, id).messages()).hasSize(2);
        model.nextCall().finish();
    }

    @Test
    void ofTwoSendsAtOnceOneBeginsAndTheOtherIsToldWhichOne() throws Exception {
        model.answering(call -> call.say("Yes.").finish());
        for (int round = 0; round < 100; round++) {
            var id = conversation();
            var gate = new CyclicBarrier(2);
            List<Accepted> accepted = new ArrayList<>();
            List<CommandException> refused = new ArrayList<>();
            for (Object outcome : both(() -> outcome(gate, id, "One"), () -> outcome(gate, id, "Two"))) {
                if (outcome instanceof Accepted one) {
                    accepted.add(one);
                } else if (outcome instanceof CommandException refusal) {
                    refused.add(refusal);
                }
            }
            // The first may have ended before the second came: then both were taken, one after the other.
            assertThat(accepted).isNotEmpty();
            assertThat(accepted.size() + refused.size()).isEqualTo(2);
            for (CommandException refusal : refused) {
                assertThat(refusal.code()).isEqualTo(ErrorCode.CONVERSATION_BUSY);
                assertThat(refusal.activeGeneration())
                        .contains(accepted.getFirst().generationId());
            }
            for (Accepted one : accepted) {
                chunksToTheEnd(one.generationId());
            }
            assertThat(engine.conversations().details(ANN, id).messages()).hasSize(2 * accepted.size());
        }
    }

    private Object outcome(CyclicBarrier gate, ConversationId id, String words) throws Exception {
        gate.await();
        try {
            return send(id, words);
        } catch (CommandException refusal) {
            return refusal;
        }
    }

    private static <T> List<T> both(Callable<T> one, Callable<T> two) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<T> first = threads.submit(one);
            Future<T> second = threads.submit(two);
            return List.of(first.get(60, TimeUnit.SECONDS), second.get(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void theSameRequestTwiceIsOneGenerationWithTheSameAnswer() throws InterruptedException {
        var id = conversation();
        var command = new SendMessage(request(), null, null, "Once", null, null);
        Accepted first = engine.answers().send(ANN, id, command, null);
        assertThat(engine.answers().send(ANN, id, command, null)).isEqualTo(first);
        model.nextCall().finish();
        chunksToTheEnd(first.generationId());

        assertThat(engine.answers().send(ANN, id, command, null)).isEqualTo(first);
        assertThat(model.started()).isEqualTo(1);
        assertThat(engine.conversations().details(ANN, id).messages()).hasSize(2);
    }

    @Test
    void theSameRequestFromManyThreadsIsOneGeneration() throws Exception {
        model.answering(call -> call.say("Once.").finish());
        for (int round = 0; round < 20; round++) {
            var id = conversation();
            // With its model named nobody looks for the conversation before the claim.
            String named = round % 2 == 0 ? null : model.model();
            var command = new SendMessage(request(), null, null, "Once", named, null);
            var gate = new CyclicBarrier(8);
            Set<Accepted> answers = new HashSet<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Accepted>> all = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    all.add(threads.submit(() -> {
                        gate.await();
                        return engine.answers().send(ANN, id, command, null);
                    }));
                }
                for (Future<Accepted> one : all) {
                    answers.add(one.get(60, TimeUnit.SECONDS));
                }
            }
            assertThat(answers).hasSize(1);
            chunksToTheEnd(answers.iterator().next().generationId());
        }
        assertThat(model.started()).isEqualTo(20);
    }

    @Test
    void aMessageThatNamesItsModelButNoParentGoesBehindWhatIsThere() throws InterruptedException {
        var id = conversation();
        var first = engine.answers().send(ANN, id, naming(model, "One"), null);
        model.nextCall().say("Two").finish();
        chunksToTheEnd(first.generationId());

        engine.answers().send(ANN, id, naming(model, "Three"), null);

        ScriptedProvider.Call call = model.nextCall();
        assertThat(call.request().prompt()).hasSize(3).last().isEqualTo(new PromptMessage.User("Three"));
        call.finish();
    }

    private static SendMessage naming(ScriptedProvider provider, String text) {
        return new SendMessage(null, null, null, text, provider.model(), null);
    }

    @Test
    void badSendsAreRefusedAndLeaveNothingBehind() {
        var id = conversation();

        assertThat(refusal(() -> send(id, " \n"))).isEqualTo(ErrorCode.EMPTY_MESSAGE);
        assertThat(refusal(() -> send(id, "x".repeat(settings().maxText() + 1))))
                .isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(refusal(() -> engine.answers()
                        .send(ANN, id, new SendMessage(null, null, null, "Hi", "nobody/model", null), null)))
                .isEqualTo(ErrorCode.UNKNOWN_MODEL);
        assertThat(refusal(() -> engine.conversations().details(ANN, id))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(model.started()).isZero();
    }

    @Test
    void aConversationIsNamedByItsFirstMessageUnlessItHasAName() throws InterruptedException {
        var unnamed = conversation();
        engine.conversations().create(ANN, new CreateConversation(unnamed, null, null, null));
        Accepted accepted = exchange(unnamed, "  What is\ta polylogue?\nTell me.", "Many.");
        assertThat(engine.conversations().details(ANN, unnamed).summary().title())
                .isEqualTo("What is a polylogue?");
        assertThat(chunksSoFar(accepted.generationId()))
                .contains(new Chunk.Title(new Chunk.TitleData("What is a polylogue?")));

        var named = conversation();
        engine.conversations().create(ANN, new CreateConversation(named, "Mine", null, null));
        Accepted second = exchange(named, "Hello", "Hi.");
        assertThat(engine.conversations().details(ANN, named).summary().title()).isEqualTo("Mine");
        assertThat(chunksSoFar(second.generationId())).noneMatch(chunk -> chunk instanceof Chunk.Title);
    }

    @Test
    void twoHundredConversationsAtOnceAllComplete() throws Exception {
        model.answering(call -> {
            for (int i = 0; i < 20; i++) {
                call.say(i + " ");
            }
            call.finish();
        });
        narrow.answering(call -> call.say("In turn.").finish());
        List<Future<Accepted>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                boolean isNarrow = i % 4 == 0;
                var id = conversation();
                all.add(threads.submit(() -> isNarrow ? sendNarrow(id, "Hello") : send(id, "Hello")));
            }
        }
        for (Future<Accepted> one : all) {
            assertThat(chunksToTheEnd(one.get().generationId()).getLast())
                    .isEqualTo(new Chunk.Finish(FinishReason.STOP));
        }
        assertThat(narrow.mostOpen()).isEqualTo(1);
        assertThat(model.open() + narrow.open()).isZero();
        assertThat(engine.answers().active(ANN)).isEmpty();
    }
}
