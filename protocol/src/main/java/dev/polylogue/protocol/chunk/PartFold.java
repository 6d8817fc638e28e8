package dev.polylogue.protocol.chunk;

import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.Part.ToolCallState;
import dev.polylogue.protocol.message.ToolActivity;
import dev.polylogue.protocol.message.ToolApproval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Folds the chunks of one generation into the parts of its message, in the order in which the parts began. Adding is
 * linear in the chunk; {@link #parts()} is linear in the text. Not safe for several threads: the owner guards it.
 */
public final class PartFold {

    private final Map<String, Open> parts = new LinkedHashMap<>();
    private long characters;

    /** The part that the last delta went to, which nearly every next one goes to as well. */
    private @Nullable OpenText last;

    /** Takes the next chunk. A delta whose part never began is ignored, as every other chunk that makes no part. */
    public void add(Chunk chunk) {
        switch (chunk) {
            case Chunk.Start _ -> {
                parts.clear();
                last = null;
                characters = 0;
            }
            case Chunk.TextStart(String id) -> openText(new OpenText(id, false));
            case Chunk.TextDelta(String id, String delta) -> appendText(id, false, delta);
            case Chunk.ReasoningStart(String id) -> openText(new OpenText(id, true));
            case Chunk.ReasoningDelta(String id, String delta) -> appendText(id, true, delta);
            case Chunk.ToolInputStart(String id, String name, @Nullable Integer step) ->
                parts.put("tool " + id, new OpenTool(id, name, step));
            case Chunk.ToolInputDelta(String id, String delta) -> appendInput(id, delta);
            case Chunk.ReasoningEnd(String id, @Nullable JsonNode metadata) -> endReasoning(id, metadata);
            case Chunk.ToolInputAvailable whole -> completeInput(whole);
            case Chunk.ToolApprovalRequest(String approvalId, String id) ->
                tool(id, open -> open.approval = new ToolApproval(approvalId, null));
            case Chunk.ToolOutputAvailable(String id, JsonNode output) -> tool(id, open -> open.output = output);
            case Chunk.ToolOutputError(String id, String errorText) -> tool(id, open -> open.errorText = errorText);
            case Chunk.ToolOutputDenied(String id) -> tool(id, open -> open.isDenied = true);
            case Chunk.Tool(Chunk.ToolData data) -> tool(data.toolCallId(), open -> open.fares(data));
            case Chunk.SourceDocument(String id, String mediaType, String title) ->
                parts.put("source " + id, new Closed(new Part.SourceDocument(id, mediaType, title)));
            case Chunk.Question question ->
                parts.put("question " + question.id(), new Closed(new Part.Question(question.id(), question.data())));
            case Chunk.StartStep _,
                    Chunk.FinishStep _,
                    Chunk.TextEnd _,
                    Chunk.Status _,
                    Chunk.Queue _,
                    Chunk.Usage _,
                    Chunk.Title _,
                    Chunk.MessageMetadata _,
                    Chunk.Terminal _ -> {}
        }
    }

    /** The parts so far. */
    public List<Part> parts() {
        List<Part> closed = new ArrayList<>(parts.size());
        for (Open part : parts.values()) {
            closed.add(part.close());
        }
        return List.copyOf(closed);
    }

    /** Characters (UTF-16 units) of answer text so far; reasoning does not count. */
    public long characters() {
        return characters;
    }

    /** As {@link #characters()}, of parts that were folded before. */
    public static long characters(List<Part> parts) {
        long characters = 0;
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                characters += text.text().length();
            }
        }
        return characters;
    }

    private void openText(OpenText text) {
        parts.put(key(text.id, text.reasoning), text);
        last = text;
    }

    private static String key(String id, boolean isReasoning) {
        return (isReasoning ? "reasoning " : "text ") + id;
    }

    private void appendText(String id, boolean isReasoning, String delta) {
        OpenText open = last;
        if (open == null || open.reasoning != isReasoning || !open.id.equals(id)) {
            open = parts.get(key(id, isReasoning)) instanceof OpenText known ? known : null;
            last = open;
        }
        if (open != null) {
            open.text.append(delta);
            if (!isReasoning) {
                characters += delta.length();
            }
        }
    }

    private void appendInput(String toolCallId, String delta) {
        if (parts.get("tool " + toolCallId) instanceof OpenTool open) {
            open.input.append(delta);
        }
    }

    private void completeInput(Chunk.ToolInputAvailable whole) {
        parts.computeIfAbsent(
                "tool " + whole.toolCallId(), _ -> new OpenTool(whole.toolCallId(), whole.toolName(), null));
        tool(whole.toolCallId(), open -> {
            open.whole = whole.input();
            open.metadata = whole.providerMetadata();
        });
    }

    private void tool(String toolCallId, Consumer<OpenTool> change) {
        if (parts.get("tool " + toolCallId) instanceof OpenTool open) {
            change.accept(open);
        }
    }

    private void endReasoning(String id, @Nullable JsonNode metadata) {
        if (parts.get(key(id, true)) instanceof OpenText open) {
            open.metadata = metadata;
        }
    }

    private sealed interface Open {
        Part close();
    }

    private record Closed(Part part) implements Open {
        @Override
        public Part close() {
            return part;
        }
    }

    private static final class OpenText implements Open {
        private final String id;
        private final boolean reasoning;
        private final StringBuilder text = new StringBuilder();
        private @Nullable JsonNode metadata;

        OpenText(String id, boolean reasoning) {
            this.id = id;
            this.reasoning = reasoning;
        }

        @Override
        public Part close() {
            return reasoning ? new Part.Reasoning(id, text.toString(), metadata) : new Part.Text(id, text.toString());
        }
    }

    private static final class OpenTool implements Open {
        private final String id;
        private final String name;
        private final @Nullable Integer step;
        private final StringBuilder input = new StringBuilder();
        private @Nullable JsonNode whole;
        private @Nullable JsonNode metadata;
        private @Nullable ToolApproval approval;
        private @Nullable ToolActivity activity;
        private @Nullable JsonNode output;
        private @Nullable String errorText;
        private boolean isDenied;

        OpenTool(String id, String name, @Nullable Integer step) {
            this.id = id;
            this.name = name;
            this.step = step;
        }

        private void fares(Chunk.ToolData data) {
            activity = data.activity();
            if (approval != null && data.approved() != null) {
                approval = new ToolApproval(approval.id(), data.approved());
            }
        }

        @Override
        public Part close() {
            return new Part.ToolCall(
                    id, name, state(), input.toString(), whole, output, errorText, approval, activity, metadata, step);
        }

        private ToolCallState state() {
            if (isDenied) {
                return ToolCallState.OUTPUT_DENIED;
            }
            if (errorText != null) {
                return ToolCallState.OUTPUT_ERROR;
            }
            if (output != null) {
                return ToolCallState.OUTPUT_AVAILABLE;
            }
            if (approval != null) {
                return approval.approved() == null
                        ? ToolCallState.APPROVAL_REQUESTED
                        : ToolCallState.APPROVAL_RESPONDED;
            }
            return whole == null ? ToolCallState.INPUT_STREAMING : ToolCallState.INPUT_AVAILABLE;
        }
    }
}
