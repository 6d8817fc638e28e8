package dev.polylogue.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.generation.GenerationState.AwaitingInput;
import dev.polylogue.engine.generation.GenerationState.Completed;
import dev.polylogue.engine.generation.GenerationState.Ended;
import dev.polylogue.engine.generation.GenerationState.Failed;
import dev.polylogue.engine.generation.GenerationState.Interrupted;
import dev.polylogue.engine.generation.GenerationState.Queued;
import dev.polylogue.engine.generation.GenerationState.Running;
import dev.polylogue.engine.generation.GenerationState.Stopped;
import dev.polylogue.engine.generation.GenerationState.Stopping;
import dev.polylogue.engine.generation.GenerationState.UsingTools;
import dev.polylogue.engine.generation.Signal.Admitted;
import dev.polylogue.engine.generation.Signal.Deferred;
import dev.polylogue.engine.generation.Signal.InputGiven;
import dev.polylogue.engine.generation.Signal.InputRequested;
import dev.polylogue.engine.generation.Signal.OwnerVanished;
import dev.polylogue.engine.generation.Signal.StepCompleted;
import dev.polylogue.engine.generation.Signal.StepFailed;
import dev.polylogue.engine.generation.Signal.StopRequested;
import dev.polylogue.engine.generation.Signal.ToolsCalled;
import dev.polylogue.engine.generation.Signal.ToolsEnded;
import dev.polylogue.engine.generation.Signal.UpstreamClosed;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.MessageError;
import dev.polylogue.protocol.message.StopCause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole table of transitions, from one list of the rows that change; and its properties in random walks. */
class GenerationStateTest {

    private static final ClarificationId OWN = new ClarificationId(new UUID(0x7000, 1));
    private static final ClarificationId FOREIGN = new ClarificationId(new UUID(0x7000, 2));
    private static final MessageError ERROR = new MessageError("upstream-error", "No luck.");
    private static final int STEP = 3;

    private static final Queued QUEUED = new Queued(STEP);
    private static final Running RUNNING = new Running(STEP);
    private static final AwaitingInput AWAITING = new AwaitingInput(STEP, Set.of(OWN));
    private static final AwaitingInput AWAITING_TWO = new AwaitingInput(STEP, Set.of(OWN, FOREIGN));
    private static final UsingTools USING = new UsingTools(STEP);
    private static final Stopping STOPPING = new Stopping(STEP, StopCause.PERSON);
    private static final Stopping SHUTTING_DOWN = new Stopping(STEP, StopCause.SHUTDOWN);

    private static final Admitted ADMITTED = new Admitted();
    private static final Deferred DEFERRED = new Deferred();
    private static final StepCompleted COMPLETED = new StepCompleted(FinishReason.STOP);
    private static final StepFailed FAILED = new StepFailed(ERROR);
    private static final InputRequested REQUESTED = new InputRequested(Set.of(OWN));
    private static final ToolsCalled CALLED = new ToolsCalled();
    private static final ToolsEnded TOOLS_ENDED = new ToolsEnded();
    private static final InputGiven GIVEN = new InputGiven(OWN);
    private static final InputGiven GIVEN_ELSEWHERE = new InputGiven(FOREIGN);
    private static final StopRequested STOP = new StopRequested(StopCause.LEFT_PAGE);
    private static final UpstreamClosed CLOSED = new UpstreamClosed();
    private static final OwnerVanished VANISHED = new OwnerVanished();

    /** Every pair that is not here changes nothing. */
    private static final Map<Row, GenerationState> CHANGES = Map.ofEntries(
            Map.entry(new Row(QUEUED, ADMITTED), new Running(STEP)),
            Map.entry(new Row(QUEUED, FAILED), new Failed(STEP, ERROR)),
            Map.entry(new Row(QUEUED, STOP), new Stopped(STEP, StopCause.LEFT_PAGE)),
            Map.entry(new Row(QUEUED, VANISHED), new Interrupted(STEP)),
            Map.entry(new Row(RUNNING, COMPLETED), new Completed(STEP, FinishReason.STOP)),
            Map.entry(new Row(RUNNING, FAILED), new Failed(STEP, ERROR)),
            Map.entry(new Row(RUNNING, REQUESTED), new AwaitingInput(STEP, Set.of(OWN))),
            Map.entry(new Row(RUNNING, DEFERRED), QUEUED),
            Map.entry(new Row(RUNNING, CALLED), USING),
            Map.entry(new Row(USING, TOOLS_ENDED), new Queued(STEP + 1)),
            Map.entry(new Row(USING, COMPLETED), new Completed(STEP, FinishReason.STOP)),
            Map.entry(new Row(USING, FAILED), new Failed(STEP, ERROR)),
            Map.entry(new Row(USING, REQUESTED), new AwaitingInput(STEP, Set.of(OWN))),
            Map.entry(new Row(USING, STOP), new Stopping(STEP, StopCause.LEFT_PAGE)),
            Map.entry(new Row(USING, VANISHED), new Interrupted(STEP)),
            Map.entry(new Row(RUNNING, STOP), new Stopping(STEP, StopCause.LEFT_PAGE)),
            Map.entry(new Row(RUNNING, VANISHED), new Interrupted(STEP)),
            Map.entry(new Row(AWAITING, GIVEN), USING),
            Map.entry(new Row(AWAITING_TWO, GIVEN), new AwaitingInput(STEP, Set.of(FOREIGN))),
            Map.entry(new Row(AWAITING_TWO, GIVEN_ELSEWHERE), AWAITING),
            Map.entry(new Row(AWAITING_TWO, STOP), new Stopping(STEP, StopCause.LEFT_PAGE)),
            Map.entry(new Row(AWAITING, STOP), new Stopping(STEP, StopCause.LEFT_PAGE)),
            Map.entry(new Row(SHUTTING_DOWN, CLOSED), new Stopped(STEP, StopCause.SHUTDOWN)),
            Map.entry(new Row(SHUTTING_DOWN, VANISHED), new Interrupted(STEP)),
            Map.entry(new Row(SHUTTING_DOWN, REQUESTED), AWAITING),
            Map.entry(new Row(STOPPING, CLOSED), new Stopped(STEP, StopCause.PERSON)),
            Map.entry(new Row(STOPPING, VANISHED), new Interrupted(STEP)));

    private static final List<GenerationState> STATES = List.of(
            QUEUED,
            RUNNING,
            USING,
            AWAITING,
            AWAITING_TWO,
            STOPPING,
            SHUTTING_DOWN,
            new Completed(STEP, FinishReason.LENGTH),
            new Stopped(STEP, StopCause.SHUTDOWN),
            new Failed(STEP, ERROR),
            new Interrupted(STEP));

    private static final List<Signal> SIGNALS = List.of(
            ADMITTED,
            DEFERRED,
            COMPLETED,
            FAILED,
            CALLED,
            TOOLS_ENDED,
            REQUESTED,
            GIVEN,
            GIVEN_ELSEWHERE,
            STOP,
            CLOSED,
            VANISHED);

    private record Row(GenerationState state, Signal signal) {}

    static Stream<Arguments> everyStateWithEverySignal() {
        return STATES.stream().flatMap(state -> SIGNALS.stream().map(signal -> Arguments.of(state, signal)));
    }

    @ParameterizedTest(name = "{0} × {1}")
    @MethodSource("everyStateWithEverySignal")
    void eachSignalMovesEachStateAsTheTableSays(GenerationState state, Signal signal) {
        GenerationState expected = CHANGES.getOrDefault(new Row(state, signal), state);

        assertThat(state.next(signal)).isEqualTo(expected);
    }

    @Test
    void theTableNamesEveryKindOfStateAndSignal() {
        assertThat(kinds(STATES))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(permitted(GenerationState.Active.class), permitted(Ended.class))
                                .toList());
        assertThat(kinds(SIGNALS))
                .containsExactlyInAnyOrderElementsOf(permitted(Signal.class).toList());
        assertThat(CHANGES.keySet()).allMatch(row -> STATES.contains(row.state()) && SIGNALS.contains(row.signal()));
    }

    private static List<Class<?>> kinds(List<?> values) {
        List<Class<?>> kinds = new ArrayList<>();
        values.stream().map(Object::getClass).distinct().forEach(kinds::add);
        return kinds;
    }

    private static Stream<Class<?>> permitted(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("everyStateWithEverySignal")
    void aStopFollowedByTheClosedUpstreamAlwaysLeadsToAnEnd(GenerationState state, Signal before) {
        assertThat(state.next(before).next(STOP).next(CLOSED)).isInstanceOf(Ended.class);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomWalksKeepTheRulesOfALife(long seed) {
        var random = new Random(seed);
        GenerationState state = new Queued(1);
        int ends = 0;
        for (int i = 0; i < 500; i++) {
            Signal signal = randomSignal(random);
            GenerationState after = state.next(signal);
            assertThat(after.step())
                    .as("the step after %s × %s", state, signal)
                    .isBetween(state.step(), state.step() + 1);
            if (after instanceof Ended && !(state instanceof Ended)) {
                ends++;
            }
            checkMove(state, signal, after);
            assertThat(after.next(STOP).next(CLOSED)).isInstanceOf(Ended.class);
            state = after;
        }
        assertThat(ends).isLessThanOrEqualTo(1);
        assertThat(state instanceof Ended).isEqualTo(ends == 1);
    }

    private static void checkMove(GenerationState before, Signal signal, GenerationState after) {
        switch (before) {
            case Ended ended -> assertThat(after).isSameAs(ended);
            case AwaitingInput(int step, Set<ClarificationId> pending) -> {
                boolean isLast = signal instanceof InputGiven given && pending.equals(Set.of(given.answered()));
                assertThat(after instanceof UsingTools).isEqualTo(isLast);
                assertThat(after.step()).isEqualTo(step);
            }
            case UsingTools(int step) ->
                assertThat(after.step()).isEqualTo(signal instanceof ToolsEnded ? step + 1 : step);
            case Stopping(int step, StopCause cause) ->
                assertThat(after).isIn(before, new Stopped(step, cause), new Interrupted(step));
            case Queued(int step) -> assertThat(after.step()).isEqualTo(step);
            case Running(int step) -> assertThat(after.step()).isEqualTo(step);
        }
    }

    /** Ends come seldom, so that a walk sees much before it is absorbed. */
    private static Signal randomSignal(Random random) {
        return switch (random.nextInt(40)) {
            case 0 -> COMPLETED;
            case 1 -> FAILED;
            case 2 -> STOP;
            case 3 -> VANISHED;
            case 4, 5, 6, 7, 8 -> CLOSED;
            case 9, 10, 11, 12, 13, 14, 15, 16 -> ADMITTED;
            case 17, 18, 19, 20, 21, 22, 23, 24 -> new InputRequested(Set.of(random.nextBoolean() ? OWN : FOREIGN));
            case 25, 26, 27 -> TOOLS_ENDED;
            case 28, 29, 30 -> CALLED;
            default -> random.nextBoolean() ? GIVEN : GIVEN_ELSEWHERE;
        };
    }

    @Test
    void theEndOfTheProcessIsNoReasonToEndAQuestion() {
        assertThat(AWAITING.next(new Signal.StopRequested(StopCause.SHUTDOWN))).isEqualTo(AWAITING);
        assertThat(RUNNING.next(new Signal.StopRequested(StopCause.SHUTDOWN)))
                .isEqualTo(new Stopping(STEP, StopCause.SHUTDOWN));
    }
}
