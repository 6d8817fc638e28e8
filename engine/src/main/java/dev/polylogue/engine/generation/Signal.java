package dev.polylogue.engine.generation;

import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.MessageError;
import dev.polylogue.protocol.message.StopCause;
import java.util.Set;

/** Something that may move a generation on. */
public sealed interface Signal {

    /** Its turn at the model came. */
    record Admitted() implements Signal {}

    /** The model's server has refused the call for now; the step gets in line again. */
    record Deferred() implements Signal {}

    /** The model ended its answer. */
    record StepCompleted(FinishReason reason) implements Signal {}

    /** The model ended its step and called tools. */
    record ToolsCalled() implements Signal {}

    /** Every tool call of the step has its result. */
    record ToolsEnded() implements Signal {}

    /** The person is asked, once or more often; the questions are durable. */
    record InputRequested(Set<ClarificationId> pending) implements Signal {

        public InputRequested {
            pending = Set.copyOf(pending);
        }
    }

    /** The question ended: answered, declined or expired. */
    record InputGiven(ClarificationId answered) implements Signal {}

    /** The step failed, and is not tried again. */
    record StepFailed(MessageError error) implements Signal {}

    /** Somebody or something wants it to stop. */
    record StopRequested(StopCause cause) implements Signal {}

    /** No connection to the model is left. */
    record UpstreamClosed() implements Signal {}

    /** The process that ran it is gone. */
    record OwnerVanished() implements Signal {}
}
