package dev.polylogue.providers.anthropic;

import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.Usage;
import dev.polylogue.providers.call.JsonFrames;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the events of a message. Content comes in blocks with an index; thoughts, words and calls are blocks of their
 * own. An event of another type, and a block or a delta of one, is passed over.
 */
final class MessagesFrames extends JsonFrames {

    private static final Map<String, FinishReason> REASONS = Map.of(
            "end_turn", FinishReason.STOP,
            "stop_sequence", FinishReason.STOP,
            "max_tokens", FinishReason.LENGTH,
            "model_context_window_exceeded", FinishReason.LENGTH,
            "tool_use", FinishReason.TOOL_CALLS,
            "refusal", FinishReason.CONTENT_FILTER);

    private final Map<Integer, Block> blocks = new HashMap<>();
    private int calls;
    private long input;
    private long cached;
    private long output;

    @Override
    protected void frame(JsonNode frame, Consumer<? super ModelEvent> events) {
        switch (frame.path("type").asString("")) {
            case "message_start" -> usage(frame.path("message").path("usage"), events);
            case "content_block_start" -> start(frame, events);
            case "content_block_delta" -> delta(frame, events);
            case "content_block_stop" -> stop(frame, events);
            case "message_delta" -> {
                usage(frame.path("usage"), events);
                String reason = frame.path("delta").path("stop_reason").asString("");
                if (!reason.isEmpty()) {
                    finish(REASONS.getOrDefault(reason, FinishReason.OTHER));
                }
            }
            case "message_stop" -> done();
            case "error" -> fail(frame, events);
            default -> {
                if (frame.hasNonNull("error")) {
                    fail(frame, events);
                }
            }
        }
    }

    private void start(JsonNode frame, Consumer<? super ModelEvent> events) {
        JsonNode content = frame.path("content_block");
        Block block = new Block(content.path("type").asString(""), calls, content);
        blocks.put(frame.path("index").asInt(0), block);
        switch (block.type) {
            case "text" -> text(content.path("text"), events);
            case "thinking" -> reasoning(content.path("thinking"), events);
            case "tool_use" -> {
                events.accept(new ModelEvent.ToolCallDelta(
                        calls, nonEmpty(content.path("id")), nonEmpty(content.path("name")), ""));
                calls++;
            }
            default -> {}
        }
    }

    private void delta(JsonNode frame, Consumer<? super ModelEvent> events) {
        JsonNode delta = frame.path("delta");
        Block block = blocks.get(frame.path("index").asInt(0));
        switch (delta.path("type").asString("")) {
            case "text_delta" -> text(delta.path("text"), events);
            case "thinking_delta" -> reasoning(delta.path("thinking"), events);
            case "signature_delta" -> {
                if (block != null) {
                    block.signature.append(delta.path("signature").asString(""));
                }
            }
            case "input_json_delta" -> {
                String piece = delta.path("partial_json").asString("");
                if (block != null && block.type.equals("tool_use") && !piece.isEmpty()) {
                    block.hasArguments = true;
                    events.accept(new ModelEvent.ToolCallDelta(block.call, null, null, piece));
                }
            }
            default -> {}
        }
    }

    private void stop(JsonNode frame, Consumer<? super ModelEvent> events) {
        Block block = blocks.remove(frame.path("index").asInt(0));
        if (block == null) {
            return;
        }
        switch (block.type) {
            case "thinking" -> {
                String signature = block.content.path("signature").asString("") + block.signature;
                var ours = JsonMapper.shared().createObjectNode().put("signature", signature);
                events.accept(
                        new ModelEvent.ReasoningEnded(signature.isEmpty() ? null : metadata(Anthropic.NAME, ours)));
            }
            case "redacted_thinking" -> {
                var ours = JsonMapper.shared().createObjectNode();
                ours.set("redacted", block.content.path("data"));
                events.accept(new ModelEvent.ReasoningEnded(metadata(Anthropic.NAME, ours)));
            }
            case "tool_use" -> {
                // Servers that copy this dialect may send the arguments whole, where Anthropic has an empty object.
                JsonNode whole = block.content.path("input");
                if (!block.hasArguments && !whole.isEmpty()) {
                    events.accept(new ModelEvent.ToolCallDelta(block.call, null, null, whole.toString()));
                }
            }
            default -> {}
        }
    }

    /** What was read from the cache and what was written into it are counted beside the other input. */
    private void usage(JsonNode usage, Consumer<? super ModelEvent> events) {
        if (!usage.isObject()) {
            return;
        }
        if (usage.path("input_tokens").isNumber()) {
            cached = usage.path("cache_read_input_tokens").asLong(0);
            input = usage.path("input_tokens").asLong(0)
                    + cached
                    + usage.path("cache_creation_input_tokens").asLong(0);
        }
        output = usage.path("output_tokens").asLong(output);
        events.accept(new ModelEvent.UsageReported(new Usage(input, output, null, cached)));
    }

    /** A content block that has begun and not ended. */
    private static final class Block {
        private final String type;
        private final int call;
        private final JsonNode content;
        private final StringBuilder signature = new StringBuilder();
        private boolean hasArguments;

        private Block(String type, int call, JsonNode content) {
            this.type = type;
            this.call = call;
            this.content = content;
        }
    }
}
