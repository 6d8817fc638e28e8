package dev.polylogue.providers.openai;

import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.Usage;
import dev.polylogue.providers.call.ErrorBody;
import dev.polylogue.providers.call.Failures;
import dev.polylogue.providers.call.FrameReader;
import dev.polylogue.providers.call.UnreadableFrameException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads chat completion chunks. Seen in the wild and read here: usage in a chunk of its own with empty {@code choices},
 * or beside the last delta; a null or absent delta; {@code content} as an array of parts; reasoning under two names; tool
 * calls without an index, or whole in one piece.
 */
final class ChatFrames implements FrameReader {

    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    private static final List<String> REASONING_FIELDS = List.of("reasoning_content", "reasoning");

    private static final Map<String, FinishReason> REASONS = Map.of(
            "stop", FinishReason.STOP,
            "eos", FinishReason.STOP,
            "length", FinishReason.LENGTH,
            "max_tokens", FinishReason.LENGTH,
            "content_filter", FinishReason.CONTENT_FILTER,
            "tool_calls", FinishReason.TOOL_CALLS,
            "function_call", FinishReason.TOOL_CALLS,
            "error", FinishReason.ERROR);

    private static final JsonNode ENDED = JsonMapper.shared()
            .createObjectNode()
            .set(OpenAiChat.NAME, JsonMapper.shared().createObjectNode());

    private final PlainDelta delta = new PlainDelta();
    private final boolean keepsReasoning;
    private boolean isReasoning;
    private @Nullable FinishReason finishReason;
    private boolean done;
    private int nextToolIndex;

    /** {@code keepsReasoning}: whether the server wants to be told again what it thought. */
    ChatFrames(boolean keepsReasoning) {
        this.keepsReasoning = keepsReasoning;
    }

    @Override
    public void read(byte[] bytes, int offset, int length, Consumer<? super ModelEvent> events) {
        if (isDoneMark(bytes, offset, length)) {
            done = true;
            return;
        }
        try {
            String words = delta.read(bytes, offset, length);
            if (words == null) {
                chunk(JsonMapper.shared().readTree(bytes, offset, length), "delta", events);
            } else if (!words.isEmpty() && delta.isReasoning()) {
                reasoning(words, events);
            } else if (!words.isEmpty()) {
                text(words, events);
            }
        } catch (JacksonException unreadable) {
            throw new UnreadableFrameException(unreadable);
        }
    }

    @Override
    public void readWhole(byte[] bytes, Consumer<? super ModelEvent> events) {
        try {
            chunk(JsonMapper.shared().readTree(bytes), "message", events);
        } catch (JacksonException unreadable) {
            throw new UnreadableFrameException(unreadable);
        }
    }

    @Override
    public @Nullable FinishReason finishReason() {
        return finishReason;
    }

    @Override
    public int prefetch() {
        return delta.prefetch();
    }

    @Override
    public boolean isDone() {
        return done;
    }

    private static boolean isDoneMark(byte[] bytes, int offset, int length) {
        if (length < DONE.length || bytes[offset] != '[') {
            return false;
        }
        for (int i = 0; i < DONE.length; i++) {
            if (bytes[offset + i] != DONE[i]) {
                return false;
            }
        }
        return true;
    }

    private void chunk(JsonNode chunk, String content, Consumer<? super ModelEvent> events) {
        if (chunk.hasNonNull("error")) {
            ErrorBody error = ErrorBody.of(chunk);
            events.accept(Failures.inStream(error == null ? new ErrorBody("", "") : error));
            return;
        }
        JsonNode choice = chunk.path("choices").path(0);
        delta(choice.path(content), events);
        String reason = choice.path("finish_reason").asString("");
        if (!reason.isEmpty()) {
            finishReason = REASONS.getOrDefault(reason, FinishReason.OTHER);
        }
        JsonNode usage = chunk.path("usage");
        if (usage.isObject()) {
            events.accept(new ModelEvent.UsageReported(usage(usage)));
        }
    }

    private void delta(JsonNode delta, Consumer<? super ModelEvent> events) {
        for (String field : REASONING_FIELDS) {
            String reasoning = delta.path(field).asString("");
            if (!reasoning.isEmpty()) {
                reasoning(reasoning, events);
                break;
            }
        }
        String text = text(delta.path("content"));
        if (!text.isEmpty()) {
            text(text, events);
        }
        for (JsonNode call : delta.path("tool_calls")) {
            endReasoning(events);
            events.accept(toolCall(call));
        }
    }

    private void reasoning(String text, Consumer<? super ModelEvent> events) {
        isReasoning = keepsReasoning;
        events.accept(new ModelEvent.ReasoningDelta(text));
    }

    private void text(String text, Consumer<? super ModelEvent> events) {
        endReasoning(events);
        events.accept(new ModelEvent.TextDelta(text));
    }

    private void endReasoning(Consumer<? super ModelEvent> events) {
        if (isReasoning) {
            isReasoning = false;
            events.accept(new ModelEvent.ReasoningEnded(ENDED));
        }
    }

    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asString("");
        }
        var text = new StringBuilder();
        for (JsonNode part : content) {
            text.append(part.isString() ? part.asString() : part.path("text").asString(""));
        }
        return text.toString();
    }

    /** A piece without an index begins a new call where it brings an id, and else belongs to the last one. */
    private ModelEvent.ToolCallDelta toolCall(JsonNode call) {
        JsonNode function = call.path("function");
        String id = nonEmpty(call.path("id"));
        int lastOrNew = id == null ? Math.max(0, nextToolIndex - 1) : nextToolIndex;
        int index = call.path("index").asInt(lastOrNew);
        nextToolIndex = Math.max(nextToolIndex, index + 1);
        JsonNode arguments = function.path("arguments");
        return new ModelEvent.ToolCallDelta(
                index,
                id,
                nonEmpty(function.path("name")),
                arguments.isObject() ? arguments.toString() : arguments.asString(""));
    }

    private static Usage usage(JsonNode usage) {
        return new Usage(
                usage.path("prompt_tokens").asLong(0),
                usage.path("completion_tokens").asLong(0),
                count(usage.path("completion_tokens_details").path("reasoning_tokens")),
                count(usage.path("prompt_tokens_details").path("cached_tokens")));
    }

    private static @Nullable Long count(JsonNode number) {
        return number.isNumber() ? number.asLong() : null;
    }

    private static @Nullable String nonEmpty(JsonNode text) {
        String value = text.asString("");
        return value.isEmpty() ? null : value;
    }
}
