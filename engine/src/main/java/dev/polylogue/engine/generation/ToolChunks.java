package dev.polylogue.engine.generation;

import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationKind;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.ToolActivity;
import dev.polylogue.protocol.message.ToolActivity.State;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said in a log of tool calls, beside their arguments. */
final class ToolChunks {

    private ToolChunks() {}

    /** A question was answered, or ended otherwise: the tool call or the question that it is about says so. */
    static void answered(GenerationLog log, Clarification answer) {
        if (answer.kind() == ClarificationKind.APPROVAL) {
            call(log, Objects.requireNonNull(answer.toolCallId())).ifPresent(call -> log.append(decided(call, answer)));
        } else {
            log.append(new Chunk.Question(answer));
        }
    }

    static Optional<Part.ToolCall> call(GenerationLog log, String toolCallId) {
        for (Part part : log.parts()) {
            if (part instanceof Part.ToolCall call && call.toolCallId().equals(toolCallId)) {
                return Optional.of(call);
            }
        }
        return Optional.empty();
    }

    private static Chunk decided(Part.ToolCall call, Clarification answer) {
        boolean isApproved = answer.state() == ClarificationState.ANSWERED;
        State denied = answer.state() == ClarificationState.EXPIRED ? State.EXPIRED : State.DENIED;
        var activity = new ToolActivity(isApproved ? State.RUNNING : denied, source(call), null, null, null, null);
        return new Chunk.Tool(new Chunk.ToolData(call.toolCallId(), activity, isApproved));
    }

    /** The tool call waits for a word. */
    static List<Chunk> approvalRequested(Part.ToolCall call, String source, Clarification approval) {
        var activity = new ToolActivity(State.AWAITING_APPROVAL, source, approval.expiresAt(), null, null, null);
        return List.of(
                new Chunk.ToolApprovalRequest(approval.id().toString(), call.toolCallId()),
                new Chunk.Tool(new Chunk.ToolData(call.toolCallId(), activity, null)));
    }

    /** The call ended without having run. */
    static List<Chunk> failed(Part.ToolCall call, String errorText) {
        var activity = new ToolActivity(State.FAILED, source(call), null, null, null, null);
        return List.of(
                new Chunk.Tool(new Chunk.ToolData(call.toolCallId(), activity, null)),
                new Chunk.ToolOutputError(call.toolCallId(), errorText));
    }

    static @Nullable String source(Part.ToolCall call) {
        return call.activity() == null ? null : call.activity().source();
    }

    /** A call was cut off, as {@link Part.ToolCall#cutOff} says. */
    static List<Chunk> cutOff(Part.ToolCall ended) {
        return List.of(
                new Chunk.Tool(new Chunk.ToolData(ended.toolCallId(), Objects.requireNonNull(ended.activity()), null)),
                new Chunk.ToolOutputError(ended.toolCallId(), Part.ToolCall.CUT_OFF));
    }
}
