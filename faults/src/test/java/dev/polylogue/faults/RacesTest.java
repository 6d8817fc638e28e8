package dev.polylogue.faults;

import static dev.polylogue.faults.EngineOnFile.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.checkpoint.Checkpointer;
import dev.polylogue.engine.clarification.ExpiryWatch;
import dev.polylogue.engine.conversation.CommandException;
import dev.polylogue.engine.testing.ScriptedProvider;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.AnswerClarification;
import dev.polylogue.protocol.command.StopReport;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.Part;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two things at one moment, on real threads and a real file. What holds, holds whoever is first. */
@FaultRow(
        number = 6,
        fault = "stop racing the natural end; delete racing append, checkpoint and send; answer racing expiry",
        holds = "exactly one end; no row of a deleted conversation is left or comes back; 10,000 rounds each")
final class RacesTest {

    private static final int ROUNDS = Scale.of(40, 10_000);
    private static final Duration A_LITTLE = Duration.ofMillis(1);
    private static final Duration A_MOMENT = Duration.ofMillis(8);
    private static final int ROUNDS_BETWEEN_SWEEPS = 100;

    private final List<Gone> gone = new ArrayList<>();
    private EngineOnFile on;

    @TempDir
    Path folder;

    private final Random lags = new Random(Scale.seed());

    private record Gone(ConversationId conversation, GenerationId generation) {}

    @BeforeEach
    void open() throws SQLException {
        on = new EngineOnFile(folder);
    }

    @AfterEach
    void close() throws SQLException {
        on.close();
    }

    /** One round of a race. */
    @FunctionalInterface
    private interface Round {
        void run(int number) throws Exception;
    }

    private void race(String name, Measured measured, Round round) throws Exception {
        for (int number = 0; number < ROUNDS; number++) {
            round.run(number);
            if (number % ROUNDS_BETWEEN_SWEEPS == 0) {
                on.forgetLogs();
            }
        }
        on.awaitNothingActive();
        on.time.advance(Checkpointer.INTERVAL);
        for (Gone one : gone) {
            on.assertNothingIsLeftOf(one.conversation(), one.generation());
        }
        measured.figure(name, ROUNDS + " rounds, 0 violations");
    }

    /** Lets the quicker side of a race start a little later, so that each side wins some rounds. */
    private void lag(Duration max) {
        LockSupport.parkNanos(lags.nextLong(max.toNanos()));
    }

    private Message answer(ConversationId id, Accepted accepted) {
        return on.store
                .conversations()
                .message(ANN, id, accepted.assistantMessageId())
                .orElseThrow();
    }

    @Test
    void ofAStopAndTheNaturalEndExactlyOneIsTheEnd(Measured measured) throws Exception {
        Map<GenerationPhase, Integer> ends = new EnumMap<>(GenerationPhase.class);
        race("stop racing the end", measured, _ -> {
            var id = on.conversation();
            Accepted accepted = on.send(id);
            ScriptedProvider.Call call = on.model.nextCall().say("One");

            List<Optional<StopReport>> told = Together.all(2, side -> {
                if (side == 0) {
                    lag(A_LITTLE);
                    return Optional.of(on.engine.answers().stop(ANN, accepted.generationId()));
                }
                call.finish();
                return Optional.empty();
            });

            StopReport report = told.getFirst().orElseThrow();
            ends.merge(report.state(), 1, Integer::sum);
            assertThat(answer(id, accepted).status().name())
                    .isEqualTo(report.state() == GenerationPhase.COMPLETED ? "COMPLETE" : "STOPPED");
            assertThat(answer(id, accepted).text()).isEqualTo("One");
            assertOneEnd(accepted, report.state());
        });
        measured.figure("of them ended by themselves", ends.getOrDefault(GenerationPhase.COMPLETED, 0));
    }

    /** What is stored is said a moment later, and a stop that was not needed does not wait for that. */
    private void assertOneEnd(Accepted accepted, GenerationPhase end) {
        on.awaitLastChunk(accepted.generationId());
        List<Chunk> chunks = on.chunks(accepted.generationId());
        assertThat(chunks.stream().filter(Chunk.Terminal.class::isInstance)).hasSize(1);
        assertThat(chunks.getLast())
                .isInstanceOf(end == GenerationPhase.COMPLETED ? Chunk.Finish.class : Chunk.Abort.class);
    }

    @Test
    void aDeletedConversationStaysDeletedWhileItsModelGoesOnTalking(Measured measured) throws Exception {
        race("delete racing append", measured, _ -> {
            var id = on.conversation();
            Accepted accepted = on.send(id);
            ScriptedProvider.Call call = on.model.nextCall().say("One");

            Together.all(2, side -> {
                if (side == 0) {
                    lag(A_LITTLE);
                    on.engine.conversations().delete(ANN, id);
                } else {
                    for (int i = 0; i < 10; i++) {
                        call.say(" and one");
                    }
                    call.finish();
                }
                return side;
            });

            assertThat(call.isClosed()).isTrue();
            assertGone(id, accepted.generationId());
        });
    }

    @Test
    void aDeletedConversationStaysDeletedWhileACheckpointIsWritten(Measured measured) throws Exception {
        race("delete racing checkpoint", measured, _ -> {
            var id = on.conversation();
            Accepted accepted = on.send(id);
            ScriptedProvider.Call call = on.model.nextCall().say("One").say(" and two");

            Together.all(2, side -> {
                if (side == 0) {
                    lag(A_LITTLE);
                    on.engine.conversations().delete(ANN, id);
                } else {
                    on.time.advance(Checkpointer.INTERVAL);
                }
                return side;
            });

            assertThat(call.isClosed()).isTrue();
            assertGone(id, accepted.generationId());
        });
    }

    private void assertGone(ConversationId id, GenerationId generation) throws SQLException {
        on.assertNothingIsLeftOf(id, generation);
        gone.add(new Gone(id, generation));
    }

    @Test
    void ofASendAndADeletionTheDeletionIsTheLastWord(Measured measured) throws Exception {
        race("delete racing send", measured, _ -> {
            var id = on.conversation();
            on.engine.answers().stop(ANN, on.send(id).generationId());
            int known = on.model.started();

            List<Optional<Accepted>> told = Together.all(2, side -> {
                if (side == 0) {
                    lag(A_MOMENT);
                    on.engine.conversations().delete(ANN, id);
                    return Optional.empty();
                }
                return sendUnlessGone(id);
            });

            on.awaitNothingActive();
            assertThat(on.model.started() - known).isLessThanOrEqualTo(2);
            assertGone(id, told.getLast().map(Accepted::generationId).orElse(new GenerationId(id.value())));
        });
    }

    private Optional<Accepted> sendUnlessGone(ConversationId id) {
        try {
            return Optional.of(on.send(id));
        } catch (CommandException refusal) {
            assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_FOUND);
            return Optional.empty();
        }
    }

    @Test
    void ofAnAnswerADeclineAndTheExpiryExactlyOneEndsTheQuestion(Measured measured) throws Exception {
        Map<ClarificationState, Integer> ends = new EnumMap<>(ClarificationState.class);
        race("answer racing decline and expiry", measured, _ -> {
            var id = on.conversation();
            Accepted accepted = on.send(id);
            on.model.nextCall().ask("Which?", "this", "that");
            on.awaitPhase(accepted.generationId(), GenerationPhase.AWAITING_INPUT);
            ClarificationId question = question(id, accepted).id();
            int called = on.model.started();

            List<Boolean> told = Together.all(3, side -> switch (side) {
                case 0 ->
                    isTakenAfterAMoment(
                            () -> on.engine.answers().answer(ANN, question, new AnswerClarification("this", null)));
                case 1 -> isTakenAfterAMoment(() -> on.engine.answers().decline(ANN, question));
                default -> {
                    on.time.advance(ExpiryWatch.INTERVAL);
                    yield false;
                }
            });

            on.model.nextCall().finish();
            on.awaitPhase(accepted.generationId(), GenerationPhase.COMPLETED);
            assertThat(on.model.started()).isEqualTo(called + 1);
            assertThat(told.stream().filter(taken -> taken)).hasSizeLessThanOrEqualTo(1);
            ClarificationState end = question(id, accepted).state();
            assertThat(end).isEqualTo(expected(told));
            ends.merge(end, 1, Integer::sum);
            assertThat(isTaken(() -> on.engine.answers().answer(ANN, question, new AnswerClarification("late", null))))
                    .isFalse();
        });
        measured.figure("ended by", ends);
    }

    private static ClarificationState expected(List<Boolean> told) {
        if (told.get(0)) {
            return ClarificationState.ANSWERED;
        }
        return told.get(1) ? ClarificationState.DECLINED : ClarificationState.EXPIRED;
    }

    private boolean isTakenAfterAMoment(Runnable command) {
        lag(A_MOMENT);
        return isTaken(command);
    }

    private static boolean isTaken(Runnable command) {
        try {
            command.run();
            return true;
        } catch (CommandException refusal) {
            assertThat(refusal.code()).isEqualTo(ErrorCode.WRONG_STATE);
            return false;
        }
    }

    private Clarification question(ConversationId id, Accepted accepted) {
        return answer(id, accepted).parts().stream()
                .filter(Part.Question.class::isInstance)
                .map(part -> ((Part.Question) part).data())
                .findFirst()
                .orElseThrow();
    }
}
