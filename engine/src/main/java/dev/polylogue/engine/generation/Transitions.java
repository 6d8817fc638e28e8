package dev.polylogue.engine.generation;

import dev.polylogue.engine.generation.GenerationState.AwaitingInput;
import dev.polylogue.engine.generation.GenerationState.Completed;
import dev.polylogue.engine.generation.GenerationState.Failed;
import dev.polylogue.engine.generation.GenerationState.Interrupted;
import dev.polylogue.engine.generation.GenerationState.Queued;
import dev.polylogue.engine.generation.GenerationState.Running;
import dev.polylogue.engine.generation.GenerationState.Stopped;
import dev.polylogue.engine.generation.GenerationState.Stopping;
import dev.polylogue.engine.generation.GenerationState.UsingTools;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.message.StopCause;
import java.util.HashSet;
import java.util.Set;

/** The rows of {@link GenerationState#next}, one method for each state that is not ended. */
final class Transitions {

    private Transitions() {}

    /** A stop ends it at once: nothing is open anywhere. */
    static GenerationState from(Queued queued, Signal signal) {
        return switch (signal) {
            case Signal.Admitted _ -> new Running(queued.step());
            case Signal.StepFailed failed -> new Failed(queued.step(), failed.error());
            case Signal.StopRequested stop -> new Stopped(queued.step(), stop.cause());
            case Signal.OwnerVanished _ -> new Interrupted(queued.step());
            case Signal.Deferred _,
                    Signal.StepCompleted _,
                    Signal.ToolsCalled _,
                    Signal.ToolsEnded _,
                    Signal.InputRequested _,
                    Signal.InputGiven _,
                    Signal.UpstreamClosed _ -> queued;
        };
    }

    static GenerationState from(Running running, Signal signal) {
        return switch (signal) {
            case Signal.StepCompleted completed -> new Completed(running.step(), completed.reason());
            case Signal.StepFailed failed -> new Failed(running.step(), failed.error());
            case Signal.InputRequested requested -> new AwaitingInput(running.step(), requested.pending());
            case Signal.StopRequested stop -> new Stopping(running.step(), stop.cause());
            case Signal.OwnerVanished _ -> new Interrupted(running.step());
            case Signal.ToolsCalled _ -> new UsingTools(running.step());
            case Signal.Deferred _ -> new Queued(running.step());
            case Signal.Admitted _, Signal.ToolsEnded _, Signal.InputGiven _, Signal.UpstreamClosed _ -> running;
        };
    }

    static GenerationState from(UsingTools using, Signal signal) {
        return switch (signal) {
            case Signal.ToolsEnded _ -> new Queued(using.step() + 1);
            case Signal.StepCompleted completed -> new Completed(using.step(), completed.reason());
            case Signal.StepFailed failed -> new Failed(using.step(), failed.error());
            case Signal.InputRequested requested -> new AwaitingInput(using.step(), requested.pending());
            case Signal.StopRequested stop -> new Stopping(using.step(), stop.cause());
            case Signal.OwnerVanished _ -> new Interrupted(using.step());
            case Signal.Admitted _,
                    Signal.Deferred _,
                    Signal.ToolsCalled _,
                    Signal.InputGiven _,
                    Signal.UpstreamClosed _ -> using;
        };
    }

    /** Outlives its process: the question is durable, and the answer may come after a restart. */
    static GenerationState from(AwaitingInput awaiting, Signal signal) {
        return switch (signal) {
            case Signal.InputGiven given -> without(awaiting, given.answered());
            case Signal.InputRequested requested -> {
                Set<ClarificationId> pending = new HashSet<>(awaiting.pending());
                pending.addAll(requested.pending());
                yield new AwaitingInput(awaiting.step(), pending);
            }
            // A process that ends is no reason: the question waits for the next one.
            case Signal.StopRequested(StopCause cause) ->
                cause == StopCause.SHUTDOWN ? awaiting : new Stopping(awaiting.step(), cause);
            case Signal.Admitted _,
                    Signal.Deferred _,
                    Signal.StepCompleted _,
                    Signal.StepFailed _,
                    Signal.ToolsCalled _,
                    Signal.ToolsEnded _,
                    Signal.UpstreamClosed _,
                    Signal.OwnerVanished _ -> awaiting;
        };
    }

    private static GenerationState without(AwaitingInput awaiting, ClarificationId answered) {
        Set<ClarificationId> pending = new HashSet<>(awaiting.pending());
        pending.remove(answered);
        return pending.isEmpty() ? new UsingTools(awaiting.step()) : new AwaitingInput(awaiting.step(), pending);
    }

    /** The first cause stays; how the model's call ended no longer matters. */
    static GenerationState from(Stopping stopping, Signal signal) {
        return switch (signal) {
            case Signal.UpstreamClosed _ -> new Stopped(stopping.step(), stopping.cause());
            case Signal.OwnerVanished _ -> new Interrupted(stopping.step());
            // The question was stored before the end of the process was known here, and waits for the next one.
            case Signal.InputRequested requested ->
                stopping.cause() == StopCause.SHUTDOWN
                        ? new AwaitingInput(stopping.step(), requested.pending())
                        : stopping;
            case Signal.Admitted _,
                    Signal.Deferred _,
                    Signal.StepCompleted _,
                    Signal.StepFailed _,
                    Signal.ToolsCalled _,
                    Signal.ToolsEnded _,
                    Signal.InputGiven _,
                    Signal.StopRequested _ -> stopping;
        };
    }
}
