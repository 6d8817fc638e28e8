package dev.polylogue.providers.openai;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the chunk that comes for nearly every token, a choice whose delta is a piece of text or of reasoning and nothing
 * else, without making a tree of it: at thousands of tokens a second the trees cost more than all the rest. Whatever else
 * stands where it would mean something (an error, usage, tool calls, a finish reason) makes it no plain delta, and is left
 * to {@link ChatFrames}. One thread uses it.
 */
final class PlainDelta {

    private static final Set<String> MEANINGFUL = Set.of("error", "usage", "delta", "finish_reason", "tool_calls");

    private final DeltaShape shape = new DeltaShape();
    private boolean isShapeOfReasoning;
    private boolean isReasoning;

    /** Where the text of the chunk begins, from the chunk's own beginning on. */
    private int textAt;

    private String content = "";
    private String reasoning = "";
    private boolean isPlain;
    private boolean hasDelta;

    /**
     * The text of one chunk, which may be empty; null where it is none of the plain ones. Throws what Jackson throws where it
     * is no JSON.
     */
    @Nullable String read(byte[] bytes, int offset, int length) {
        String known = shape.read(bytes, offset, length);
        if (known != null) {
            isReasoning = isShapeOfReasoning;
            return known;
        }
        return readWhole(bytes, offset, length);
    }

    /** As {@link dev.polylogue.providers.call.FrameReader#prefetch}. */
    int prefetch() {
        return shape.prefetch();
    }

    /** Whether the text that was read last is one of reasoning. */
    boolean isReasoning() {
        return isReasoning;
    }

    private @Nullable String readWhole(byte[] bytes, int offset, int length) {
        content = "";
        reasoning = "";
        isPlain = true;
        hasDelta = false;
        try (JsonParser json = JsonMapper.shared()
                .tokenStreamFactory()
                .createParser(ObjectReadContext.empty(), bytes, offset, length)) {
            object(json, json.nextToken(), this::chunkField);
            boolean isRead = isPlain && (content.isEmpty() || reasoning.isEmpty()) && json.nextToken() == null;
            if (!isRead) {
                return null;
            }
            isReasoning = !reasoning.isEmpty();
            learn(content + reasoning, bytes, offset, length);
            return content + reasoning;
        }
    }

    private void learn(String words, byte[] bytes, int offset, int length) {
        byte[] text = words.getBytes(StandardCharsets.UTF_8);
        int from = offset + textAt;
        int to = from + text.length;
        boolean isAsItLies = text.length > 0
                && textAt > 0
                && to < offset + length
                && bytes[from - 1] == '"'
                && bytes[to] == '"'
                && Arrays.equals(text, 0, text.length, bytes, from, to);
        if (isAsItLies && shape.learn(bytes, offset, length, from, to)) {
            isShapeOfReasoning = isReasoning;
        }
    }

    private String text(JsonParser json) {
        String text = json.getString();
        if (!text.isEmpty()) {
            textAt = (int) json.currentTokenLocation().getByteOffset() + 1;
        }
        return text;
    }

    private void object(JsonParser json, JsonToken first, Field field) {
        isPlain = isPlain && first == JsonToken.START_OBJECT;
        while (isPlain && json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value != JsonToken.VALUE_NULL) {
                field.read(json, name, value);
            }
        }
    }

    private void chunkField(JsonParser json, String name, JsonToken value) {
        if (name.equals("choices")) {
            choices(json, value);
        } else {
            otherField(json, name);
        }
    }

    private void choices(JsonParser json, JsonToken value) {
        isPlain = value == JsonToken.START_ARRAY;
        if (isPlain) {
            object(json, json.nextToken(), this::choiceField);
            isPlain = isPlain && json.nextToken() == JsonToken.END_ARRAY;
        }
    }

    private void choiceField(JsonParser json, String name, JsonToken value) {
        if (name.equals("delta") && !hasDelta) {
            hasDelta = true;
            object(json, value, this::deltaField);
        } else {
            otherField(json, name);
        }
    }

    private void deltaField(JsonParser json, String name, JsonToken value) {
        boolean isText = value == JsonToken.VALUE_STRING;
        switch (name) {
            case "content" -> {
                isPlain = isText;
                content = isText ? text(json) : "";
            }
            case "reasoning_content", "reasoning" -> {
                // Some servers say the same under both names: the first that says something counts.
                isPlain = isText && reasoning.isEmpty();
                reasoning = isText ? text(json) : "";
            }
            default -> otherField(json, name);
        }
    }

    private void otherField(JsonParser json, String name) {
        if (MEANINGFUL.contains(name)) {
            isPlain = false;
        } else {
            json.skipChildren();
        }
    }

    private interface Field {
        void read(JsonParser json, String name, JsonToken value);
    }
}
