package dev.polylogue.engine.generation;

import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationKind;
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

    private static Optional<Part.ToolCall> call(GenerationLog log, String toolCallId) {
        for (Part part : log.parts()) {
            if (part instanceof Part.ToolCall call && call.toolCallId().equals(toolCallId)) {
                return Optional.of(call);
            }
        }
        return Optional.empty();
    }

    private static Chunk decided(Part.ToolCall call, Clarification answer) {
        return switch (answer.state()) {
            case ANSWERED -> fares(call, State.RUNNING, true);
            case EXPIRED -> fares(call, State.EXPIRED, false);
            case DECLINED, CANCELLED, WAITING -> fares(call, State.DENIED, false);
        };
    }

    /** The tool call waits for a word. */
    static List<Chunk> approvalRequested(Part.ToolCall call, String source, Clarification approval) {
        var activity = new ToolActivity(State.AWAITING_APPROVAL, source, approval.expiresAt(), null, null, null);
        return List.of(
                new Chunk.ToolApprovalRequest(approval.id().toString(), call.toolCallId()),
                fares(call.toolCallId(), activity, null));
    }

    /** How a call fares that does not run. */
    static Chunk fares(Part.ToolCall call, State state) {
        return fares(call, state, null);
    }

    private static Chunk fares(Part.ToolCall call, State state, @Nullable Boolean approved) {
        String source = call.activity() == null ? null : call.activity().source();
        return fares(call.toolCallId(), new ToolActivity(state, source, null, null, null, null), approved);
    }

    static Chunk fares(String toolCallId, ToolActivity activity, @Nullable Boolean approved) {
        return new Chunk.Tool(new Chunk.ToolData(toolCallId, activity, approved));
    }

    /** A call was cut off, as {@link Part.ToolCall#cutOff} says. */
    static List<Chunk> cutOff(Part.ToolCall ended) {
        return List.of(
                fares(ended.toolCallId(), Objects.requireNonNull(ended.activity()), null),
                new Chunk.ToolOutputError(ended.toolCallId(), Part.ToolCall.CUT_OFF));
    }
}
