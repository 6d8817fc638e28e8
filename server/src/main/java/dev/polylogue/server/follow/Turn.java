package dev.polylogue.server.follow;

import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.log.LogFollower;
import dev.polylogue.engine.log.LogSlice;
import dev.polylogue.engine.log.Wakeable;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.message.ClarificationKind;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.ToolActivity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * The chunks of an answer as a client of the AI SDK takes them: in turns. A turn ends with the answer, and also where only
 * a person can bring it on: such a client then asks, and begins the next turn with what was said. Tools of the same step
 * that need no word still run meanwhile; the turn lasts until they have ended, since the client goes on only when each
 * call has either a result or a word ({@code lastAssistantMessageIsCompleteWithApprovalResponses} of npm {@code ai}
 * 6.0.326 and 7.0.173).
 *
 * <p>It reads its log from the beginning, wherever the client begins: so it knows how each tool call stands.
 *
 * <p>With {@link ChunkSet#V7} ({@code ui-message-chunks.ts} of {@code ai} 7.0.173) come two more:
 *
 * <ul>
 *   <li>{@code tool-approval-response} when an approval was answered, on whatever page;
 *   <li>{@code finish} with {@code interrupted} after an {@code abort}, of which a client else sees nothing: it could take
 *       the answer for a whole one and go on by itself.
 * </ul>
 *
 * <p>One thread uses it.
 */
final class Turn implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final byte[] INTERRUPTED =
            "{\"type\":\"finish\",\"finishReason\":\"interrupted\"}".getBytes(StandardCharsets.UTF_8);

    /** How the many chunks begin that change nothing here, and need not be read. */
    private static final List<byte[]> DELTAS = List.of(
            "{\"type\":\"text-delta\"".getBytes(StandardCharsets.UTF_8),
            "{\"type\":\"reasoning-delta\"".getBytes(StandardCharsets.UTF_8),
            "{\"type\":\"tool-input-delta\"".getBytes(StandardCharsets.UTF_8));

    private final LogFollower follower;
    private final ChunkSet set;

    /** Approvals that nobody answered yet, by their tool calls. */
    private final Map<String, String> asked = new HashMap<>();

    /** Tool calls that have no result yet and wait for no person. */
    private final Set<String> running = new HashSet<>();

    /** Of the approvals whose wait the client has seen: those that have not been asked for yet. */
    private final Set<String> toPass;

    private boolean isBeforeStart;
    private long toSkip;
    private boolean isAwaiting;

    Turn(GenerationLog log, TurnStart start, ChunkSet set, Wakeable wakeable) {
        this.set = set;
        this.toPass = new HashSet<>(start.approvals());
        this.isBeforeStart = !toPass.isEmpty();
        this.toSkip = start.skipped();
        this.follower = log.follow(0, wakeable);
    }

    /** Hands {@code out} some of the next chunks, if there are any; false when the turn is over. */
    boolean next(Consumer<byte[]> out) {
        LogSlice slice = follower.take();
        for (byte[] chunk : slice.chunks()) {
            if (isDelta(chunk)) {
                hand(chunk, out);
            } else {
                take(ChunkCodec.decode(chunk), chunk, out);
            }
        }
        boolean isOver = slice.isEnd() || (!slice.hasMore() && isAwaiting && running.isEmpty());
        return !isOver;
    }

    private void take(Chunk chunk, byte[] encoded, Consumer<byte[]> out) {
        switch (chunk) {
            case Chunk.ToolInputAvailable call -> running.add(call.toolCallId());
            case Chunk.ToolOutputAvailable result -> running.remove(result.toolCallId());
            case Chunk.ToolOutputError result -> running.remove(result.toolCallId());
            case Chunk.ToolOutputDenied result -> running.remove(result.toolCallId());
            case Chunk.ToolApprovalRequest request -> {
                running.remove(request.toolCallId());
                asked.put(request.toolCallId(), request.approvalId());
                toPass.remove(request.approvalId());
            }
            case Chunk.Question question -> asks(question);
            case Chunk.Tool tool -> fares(tool.data(), out);
            case Chunk.Status _, Chunk.Abort _ -> {}
            case Chunk.Start _, Chunk.StartStep _, Chunk.FinishStep _, Chunk.Finish _, Chunk.Failure _ -> {}
            case Chunk.TextStart _, Chunk.TextDelta _, Chunk.TextEnd _ -> {}
            case Chunk.ReasoningStart _, Chunk.ReasoningDelta _, Chunk.ReasoningEnd _ -> {}
            case Chunk.ToolInputStart _, Chunk.ToolInputDelta _, Chunk.SourceDocument _ -> {}
            case Chunk.Queue _, Chunk.Usage _, Chunk.Title _, Chunk.MessageMetadata _ -> {}
        }
        hand(encoded, out);
        if (chunk instanceof Chunk.Status status) {
            stands(status.data().state() == GenerationPhase.AWAITING_INPUT);
        } else if (chunk instanceof Chunk.Abort && set == ChunkSet.V7) {
            hand(INTERRUPTED, out);
        }
    }

    /** A question of a tool that runs is no end of a turn: it is answered aside, and its tool runs on. */
    private void asks(Chunk.Question question) {
        String call = question.data().toolCallId();
        if (call != null && question.data().kind() == ClarificationKind.QUESTION) {
            running.remove(call);
        }
    }

    private void fares(Chunk.ToolData tool, Consumer<byte[]> out) {
        if (tool.activity().state() == ToolActivity.State.RUNNING) {
            running.add(tool.toolCallId());
        }
        if (tool.approved() == null) {
            return;
        }
        String approval = asked.remove(tool.toolCallId());
        if (approval != null && set == ChunkSet.V7) {
            hand(MAPPER.writeValueAsBytes(new Response(approval, tool.approved())), out);
        }
    }

    private void stands(boolean isAwaitingNow) {
        if (!isBeforeStart) {
            isAwaiting = isAwaitingNow;
        } else if (isAwaitingNow && toPass.isEmpty()) {
            isBeforeStart = false;
        }
    }

    private void hand(byte[] chunk, Consumer<byte[]> out) {
        if (isBeforeStart) {
            return;
        }
        if (toSkip > 0) {
            toSkip--;
            return;
        }
        out.accept(chunk);
    }

    private static boolean isDelta(byte[] chunk) {
        return DELTAS.stream()
                .anyMatch(start -> chunk.length > start.length && Arrays.mismatch(chunk, start) == start.length);
    }

    @Override
    public void close() {
        follower.close();
    }

    /** The chunk {@code tool-approval-response}. */
    private record Response(String type, String approvalId, boolean approved) {

        Response(String approvalId, boolean approved) {
            this("tool-approval-response", approvalId, approved);
        }
    }
}
