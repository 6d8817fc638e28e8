package dev.polylogue.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.StopReport;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.PageId;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.StopCause;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StoppingTest extends OnSqlite {

    private void assertStopped(ConversationId id, Accepted accepted, StopReport report, String text)
            throws InterruptedException {
        assertThat(report.state()).isEqualTo(GenerationPhase.STOPPED);
        assertThat(report.stopCause()).isEqualTo(StopCause.PERSON);
        assertThat(report.upstreamClosed()).isTrue();
        assertThat(report.savedCharacters()).isEqualTo(text.length());
        List<Chunk> chunks = chunksToTheEnd(accepted.generationId());
        assertThat(chunks.get(chunks.size() - 2))
                .isEqualTo(new Chunk.MessageMetadata(new Chunk.StopMetadata(true, StopCause.PERSON)));
        assertThat(chunks.getLast()).isEqualTo(new Chunk.Abort(StopCause.PERSON));
        Message message = message(id, accepted.assistantMessageId());
        assertThat(message.status()).isEqualTo(MessageStatus.STOPPED);
        assertThat(message.stopCause()).isEqualTo(StopCause.PERSON);
        assertThat(message.text()).isEqualTo(text);
        assertThat(attention(id)).isEqualTo(Attention.STOPPED);
        assertThat(engine.answers().active(ANN)).noneMatch(active -> active.id().equals(accepted.generationId()));
    }

    @Test
    void stopInMidStreamClosesTheCallAndKeepsTheText() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Hello");
        ScriptedProvider.Call call = model.nextCall();
        call.say("Half a").say(" word");

        StopReport report = engine.answers().stop(ANN, accepted.generationId());

        assertThat(call.isClosed()).isTrue();
        assertStopped(id, accepted, report, "Half a word");
    }

    @Test
    void stopBeforeTheFirstTokenClosesTheCall() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Hello");
        ScriptedProvider.Call call = model.nextCall();

        StopReport report = engine.answers().stop(ANN, accepted.generationId());

        assertThat(call.isClosed()).isTrue();
        assertStopped(id, accepted, report, "");
    }

    @Test
    void stopInTheQueueLeavesTheLineAndTheModelIsNeverCalled() throws InterruptedException {
        Accepted first = sendNarrow(conversation(), "First");
        ScriptedProvider.Call call = narrow.nextCall();
        var id = conversation();
        Accepted queued = sendNarrow(id, "Second");
        chunksUntil(queued.generationId(), chunk -> chunk instanceof Chunk.Queue);
        Accepted third = sendNarrow(conversation(), "Third");
        chunksUntil(third.generationId(), new Chunk.Queue(new Chunk.QueueData(2, 2))::equals);

        StopReport report = engine.answers().stop(ANN, queued.generationId());

        assertStopped(id, queued, report, "");
        chunksUntil(third.generationId(), new Chunk.Queue(new Chunk.QueueData(1, 1))::equals);
        call.finish();
        chunksToTheEnd(first.generationId());
        narrow.nextCall().finish();
        chunksToTheEnd(third.generationId());
        assertThat(narrow.started()).isEqualTo(2);
    }

    @Test
    void stopInTheQueueRightAfterTheSendNeverHangs() throws Exception {
        Accepted holder = sendNarrow(conversation(), "Holds the permit");
        ScriptedProvider.Call call = narrow.nextCall();
        for (int round = 0; round < 100; round++) {
            var id = conversation();
            Accepted accepted = sendNarrow(id, "Hello");
            StopReport report = engine.answers().stop(ANN, accepted.generationId());
            assertStopped(id, accepted, report, "");
        }
        call.finish();
        chunksToTheEnd(holder.generationId());
        assertThat(narrow.started()).isEqualTo(1);
    }

    @Test
    void stopInTheRetryPauseEndsThePause() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Hello");
        model.nextCall().refuse(null);
        chunksUntil(accepted.generationId(), StoppingTest::isRetry);

        StopReport report = engine.answers().stop(ANN, accepted.generationId());

        assertStopped(id, accepted, report, "");
        assertThat(model.started()).isEqualTo(1);
    }

    private static boolean isRetry(Chunk chunk) {
        return chunk instanceof Chunk.Status status && status.data().retry() != null;
    }

    @Test
    void stopWhileItAwaitsInputCancelsTheQuestion() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Hello");
        model.nextCall().say("Well. ").ask("Which?", "This", "That");
        Chunk.Question question = awaitQuestion(accepted.generationId());
        awaitPhase(accepted.generationId(), GenerationPhase.AWAITING_INPUT);

        StopReport report = engine.answers().stop(ANN, accepted.generationId());

        assertStopped(id, accepted, report, "Well. ");
        assertThat(chunksSoFar(accepted.generationId()))
                .contains(new Chunk.Question(question.data().ended(ClarificationState.CANCELLED, null)));
        assertThat(((Part.Question) message(id, accepted.assistantMessageId())
                                .parts()
                                .getLast())
                        .data()
                        .state())
                .isEqualTo(ClarificationState.CANCELLED);
        assertThat(refusal(() -> engine.answers().decline(ANN, question.data().id())))
                .isEqualTo(ErrorCode.WRONG_STATE);
    }

    @Test
    void lateWordsOfAStoppedModelAreDropped() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Hello");
        ScriptedProvider.Call call = model.nextCall();
        call.say("Half");
        StopReport report = engine.answers().stop(ANN, accepted.generationId());

        call.tellLate(new ModelEvent.TextDelta("late"));

        assertStopped(id, accepted, report, "Half");
    }

    @Test
    void stoppingTwiceAnswersTwiceTheSame() throws InterruptedException {
        var id = conversation();
        Accepted accepted = send(id, "Hello");
        model.nextCall().say("Half");
        engine.answers().stop(ANN, accepted.generationId());

        assertStopped(id, accepted, engine.answers().stop(ANN, accepted.generationId()), "Half");
    }

    @Test
    void stoppingOneConversationLeavesTheOthersRunning() throws InterruptedException {
        List<Accepted> all = new ArrayList<>();
        List<ScriptedProvider.Call> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(send(conversation(), "Hello " + i));
            calls.add(model.nextCall());
        }

        engine.answers().stop(ANN, all.get(2).generationId());

        for (int i = 0; i < 5; i++) {
            assertThat(calls.get(i).isClosed()).isEqualTo(i == 2);
            if (i != 2) {
                calls.get(i).say("Still here").finish();
                assertThat(chunksToTheEnd(all.get(i).generationId()).getLast()).isInstanceOf(Chunk.Finish.class);
            }
        }
    }

    /** Whoever wins: one end, one last chunk, and the store, the report and the log say the same. */
    @Test
    void aStopThatRacesTheNaturalEndGivesExactlyOneEnd() throws Exception {
        int stopped = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 500; round++) {
                var id = conversation();
                Accepted accepted = send(id, "Hello");
                ScriptedProvider.Call call = model.nextCall();
                call.say("All of it");
                var gate = new CyclicBarrier(2);
                Future<?> natural = threads.submit(() -> {
                    gate.await();
                    call.finish();
                    return null;
                });
                gate.await();
                StopReport report = engine.answers().stop(ANN, accepted.generationId());
                natural.get(20, TimeUnit.SECONDS);

                List<Chunk> chunks = chunksToTheEnd(accepted.generationId());
                assertThat(chunks.stream().filter(Chunk.Terminal.class::isInstance))
                        .hasSize(1);
                boolean isStopped = chunks.getLast() instanceof Chunk.Abort;
                stopped += isStopped ? 1 : 0;
                GenerationPhase phase = isStopped ? GenerationPhase.STOPPED : GenerationPhase.COMPLETED;
                assertThat(report.state()).isEqualTo(phase);
                assertThat(storedPhase(accepted.generationId())).isEqualTo(phase);
                assertThat(message(id, accepted.assistantMessageId()).text()).isEqualTo("All of it");
                assertThat(log(accepted.generationId()).isEnded()).isTrue();
            }
        }
        assertThat(stopped).isBetween(0, 500);
    }

    @Test
    void severalAreStoppedAtOnceAndAnUnknownOneStopsNone() throws InterruptedException {
        Accepted one = send(conversation(), "One");
        Accepted two = send(conversation(), "Two");
        model.nextCall();
        model.nextCall();
        var unknown = new GenerationId(ids.next());
        assertThat(refusal(() -> engine.answers().stop(ANN, List.of(one.generationId(), unknown))))
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(model.open()).isEqualTo(2);

        List<StopReport> reports = engine.answers().stop(ANN, List.of(one.generationId(), two.generationId()));

        assertThat(reports)
                .extracting(StopReport::state)
                .containsExactly(GenerationPhase.STOPPED, GenerationPhase.STOPPED);
        assertThat(model.open()).isZero();
    }

    @Test
    void leavingAPageStopsWhatThatPageStartedAndNothingElse() throws InterruptedException {
        Accepted left = sendFrom(new PageId("browser1", "page1"), conversation());
        Accepted otherPage = sendFrom(new PageId("browser1", "page2"), conversation());
        Accepted otherBrowser = sendFrom(new PageId("browser2", "page1"), conversation());
        Accepted nobodys = send(conversation(), "From a script");
        Accepted bens = engine.answers().send(BEN, conversation(), text("Hi"), new PageId("browser1", "page1"));
        for (int i = 0; i < 5; i++) {
            model.nextCall();
        }

        assertThat(engine.answers().stopPage(ANN, new PageId("browser1", "page1")))
                .extracting(StopReport::id)
                .containsExactly(left.generationId());
        assertThat(storedPhase(left.generationId())).isEqualTo(GenerationPhase.STOPPED);
        assertThat(chunksToTheEnd(left.generationId()).getLast()).isEqualTo(new Chunk.Abort(StopCause.LEFT_PAGE));

        assertThat(engine.answers().stopBrowser(ANN, "browser1"))
                .extracting(StopReport::id)
                .containsExactly(otherPage.generationId());
        assertThat(List.of(otherBrowser, nobodys))
                .allMatch(accepted -> storedPhase(accepted.generationId()) == GenerationPhase.RUNNING);
        assertThat(engine.answers().active(BEN)).hasSize(1);
        assertThat(engine.answers().stopAll(ANN)).hasSize(2);
        assertThat(engine.answers().stop(BEN, bens.generationId()).state()).isEqualTo(GenerationPhase.STOPPED);
    }
}
