package dev.polylogue.providers.hosted;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages with roles, as OpenAI's chat has them and Ollama's too: the calls of one answer, and its words before them, are
 * one message, and so are the thoughts before both where they are told.
 */
public abstract class ChatMessages extends PromptWriter {

    /** All so far. */
    protected final ArrayNode messages;

    private final String thoughtsField;
    private String thoughts = "";

    /** Begins with the system's message, where there is one. */
    protected ChatMessages(String dialect, ArrayNode messages, @Nullable String systemPrompt, String thoughtsField) {
        super(dialect);
        this.messages = messages;
        this.thoughtsField = thoughtsField;
        if (systemPrompt != null && !systemPrompt.isBlank()) {
            messages.addObject().put("role", "system").put("content", systemPrompt);
        }
    }

    @Override
    protected final void assistant(String text) {
        addAssistant().put("content", text);
    }

    /** Has the next message of the assistant tell these thoughts. */
    protected final void think(String text) {
        thoughts = text;
    }

    /** Where to write the next call. */
    protected final ObjectNode addCall() {
        ObjectNode message = thoughts.isEmpty()
                        && messages.size() > 0
                        && messages.get(messages.size() - 1) instanceof ObjectNode last
                        && "assistant".equals(last.path("role").asString(""))
                ? last
                : addAssistant().putNull("content");
        return message.withArray("tool_calls").addObject();
    }

    private ObjectNode addAssistant() {
        ObjectNode message = messages.addObject().put("role", "assistant");
        if (!thoughts.isEmpty()) {
            message.put(thoughtsField, thoughts);
            thoughts = "";
        }
        return message;
    }
}
