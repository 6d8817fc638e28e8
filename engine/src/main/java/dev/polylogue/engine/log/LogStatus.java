package dev.polylogue.engine.log;

import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.message.GenerationPhase;
import org.jspecify.annotations.Nullable;

/**
 * What a log's chunks say of its generation.
 *
 * @param queue its place in front of the model; null where it does not wait there
 * @param hasContent whether a first piece of text or reasoning came in this step
 */
record LogStatus(GenerationPhase phase, Chunk.@Nullable QueueData queue, boolean hasContent) {

    static final LogStatus NEW = new LogStatus(GenerationPhase.QUEUED, null, false);

    /** What nearly all logs say nearly always: one for all, since it is looked at for each token. */
    private static final LogStatus ANSWERING = new LogStatus(GenerationPhase.RUNNING, null, true);

    LogStatus after(Chunk chunk) {
        return switch (chunk) {
            case Chunk.Status status -> new LogStatus(status.data().state(), null, hasContent);
            case Chunk.Queue place -> new LogStatus(phase, place.data(), hasContent);
            case Chunk.StartStep _ -> new LogStatus(phase, queue, false);
            case Chunk.TextDelta _, Chunk.ReasoningDelta _ -> hasContent ? this : withContent();
            case Chunk.Start _,
                    Chunk.FinishStep _,
                    Chunk.TextStart _,
                    Chunk.TextEnd _,
                    Chunk.ReasoningStart _,
                    Chunk.ReasoningEnd _,
                    Chunk.ToolInputStart _,
                    Chunk.ToolInputDelta _,
                    Chunk.ToolInputAvailable _,
                    Chunk.ToolApprovalRequest _,
                    Chunk.ToolOutputAvailable _,
                    Chunk.ToolOutputError _,
                    Chunk.ToolOutputDenied _,
                    Chunk.Tool _,
                    Chunk.SourceDocument _,
                    Chunk.Question _,
                    Chunk.Usage _,
                    Chunk.Title _,
                    Chunk.MessageMetadata _,
                    Chunk.Terminal _ -> this;
        };
    }

    private LogStatus withContent() {
        return phase == ANSWERING.phase ? ANSWERING : new LogStatus(phase, null, true);
    }

    Wake urgencySince(LogStatus before, Chunk chunk) {
        boolean isFirstContent = hasContent && !before.hasContent;
        boolean isUrgent = isFirstContent
                || chunk instanceof Chunk.FinishStep
                || chunk instanceof Chunk.Terminal
                || chunk instanceof Chunk.Question
                || chunk instanceof Chunk.ToolApprovalRequest;
        return isUrgent ? Wake.NOW : Wake.SOON;
    }
}
