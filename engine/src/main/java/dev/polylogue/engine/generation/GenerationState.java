package dev.polylogue.engine.generation;

import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.MessageError;
import dev.polylogue.protocol.message.StopCause;
import java.util.Set;

/**
 * Where a generation is. {@link #next} is the whole life, as a pure and total function: what a state has no use for it
 * ignores, and an ended one ignores everything, so that a late signal is never an error and every generation ends once.
 */
public sealed interface GenerationState {

    /** Not ended. */
    sealed interface Active extends GenerationState {}

    /** Ended, for good. */
    sealed interface Ended extends GenerationState {}

    /** Waits for its turn at the model. */
    record Queued(int step) implements Active {}

    /** The model is at it. */
    record Running(int step) implements Active {}

    /** The model has called tools, which are looked at and run. Holds no permit. */
    record UsingTools(int step) implements Active {}

    /**
     * Waits for the person. Holds no permit, needs no thread, and survives a restart. Tools of the same step that need no
     * word of the person may still run.
     */
    record AwaitingInput(int step, Set<ClarificationId> pending) implements Active {

        public AwaitingInput {
            pending = Set.copyOf(pending);
        }
    }

    /** Was asked to stop; its upstream is being closed. */
    record Stopping(int step, StopCause cause) implements Active {}

    /** The model came to its end. */
    record Completed(int step, FinishReason reason) implements Ended {}

    /** Stopped before its end. */
    record Stopped(int step, StopCause cause) implements Ended {}

    /** Something went wrong, as {@code error} says. */
    record Failed(int step, MessageError error) implements Ended {}

    /** Its process vanished. */
    record Interrupted(int step) implements Ended {}

    /** The model call it is at, from 1. */
    int step();

    /** The state after {@code signal}; the same one where the signal means nothing to it. */
    default GenerationState next(Signal signal) {
        return switch (this) {
            case Queued queued -> Transitions.from(queued, signal);
            case Running running -> Transitions.from(running, signal);
            case UsingTools using -> Transitions.from(using, signal);
            case AwaitingInput awaiting -> Transitions.from(awaiting, signal);
            case Stopping stopping -> Transitions.from(stopping, signal);
            case Ended ended -> ended;
        };
    }

    /** Its name on the wire and in the store. */
    default GenerationPhase phase() {
        return switch (this) {
            case Queued _ -> GenerationPhase.QUEUED;
            case Running _, UsingTools _ -> GenerationPhase.RUNNING;
            case AwaitingInput _ -> GenerationPhase.AWAITING_INPUT;
            case Stopping _ -> GenerationPhase.STOPPING;
            case Completed _ -> GenerationPhase.COMPLETED;
            case Stopped _ -> GenerationPhase.STOPPED;
            case Failed _ -> GenerationPhase.FAILED;
            case Interrupted _ -> GenerationPhase.INTERRUPTED;
        };
    }
}
