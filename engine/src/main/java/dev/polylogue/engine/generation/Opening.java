package dev.polylogue.engine.generation;

import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.ToolApproval;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The first chunks of a log. They describe the whole message: an answer that goes on repeats what it has, so that a
 * reader needs nothing but the log.
 */
final class Opening {

    private Opening() {}

    /** Writes it; returns the id of the text part that was left open to be gone on with, null for none. */
    static @Nullable String write(GenerationLog log, Assignment assignment) {
        log.append(new Chunk.Start(
                assignment.assistantMessageId(),
                new Chunk.StartMetadata(
                        assignment.id(),
                        assignment.conversationId(),
                        assignment.userMessageId(),
                        assignment.model(),
                        assignment.startedAt())));
        if (assignment.title() != null) {
            log.append(new Chunk.Title(new Chunk.TitleData(assignment.title())));
        }
        List<Part> parts = assignment.parts();
        for (int index = 0; index < parts.size(); index++) {
            Part part = parts.get(index);
            repeat(log, part);
            if (part instanceof Part.Text text && index < parts.size() - 1) {
                log.append(new Chunk.TextEnd(text.id()));
            }
        }
        if (!parts.isEmpty() && parts.getLast() instanceof Part.Text last) {
            return last.id();
        }
        return null;
    }

    private static void repeat(GenerationLog log, Part part) {
        switch (part) {
            case Part.Text text -> {
                log.append(new Chunk.TextStart(text.id()));
                log.append(new Chunk.TextDelta(text.id(), text.text()));
            }
            case Part.Reasoning reasoning -> {
                log.append(new Chunk.ReasoningStart(reasoning.id()));
                log.append(new Chunk.ReasoningDelta(reasoning.id(), reasoning.text()));
                log.append(new Chunk.ReasoningEnd(reasoning.id(), reasoning.providerMetadata()));
            }
            case Part.ToolCall call -> repeat(log, call);
            case Part.File _ -> throw new IllegalArgumentException("an answer has no attachments");
            case Part.SourceDocument source ->
                log.append(new Chunk.SourceDocument(source.sourceId(), source.mediaType(), source.title()));
            case Part.Question question -> log.append(new Chunk.Question(question.data()));
        }
    }

    private static void repeat(GenerationLog log, Part.ToolCall call) {
        String id = call.toolCallId();
        log.append(new Chunk.ToolInputStart(id, call.toolName(), call.step()));
        log.append(new Chunk.ToolInputDelta(id, call.inputText()));
        if (call.input() != null) {
            log.append(new Chunk.ToolInputAvailable(id, call.toolName(), call.input(), call.callProviderMetadata()));
        }
        ToolApproval approval = call.approval();
        if (approval != null) {
            log.append(new Chunk.ToolApprovalRequest(approval.id(), id));
        }
        if (call.activity() != null) {
            Boolean approved = approval == null ? null : approval.approved();
            log.append(ToolChunks.fares(id, call.activity(), approved));
        }
        switch (call.state()) {
            case OUTPUT_AVAILABLE ->
                log.append(new Chunk.ToolOutputAvailable(id, Objects.requireNonNull(call.output())));
            case OUTPUT_ERROR -> log.append(new Chunk.ToolOutputError(id, Objects.requireNonNull(call.errorText())));
            case OUTPUT_DENIED -> log.append(new Chunk.ToolOutputDenied(id));
            case INPUT_STREAMING, INPUT_AVAILABLE, APPROVAL_REQUESTED, APPROVAL_RESPONDED -> {}
        }
    }
}
