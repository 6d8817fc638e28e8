package dev.polylogue.server.gateway;

import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.Usage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What whole answers and those in pieces have in common on the wire. */
final class ChatWords {

    private ChatWords() {}

    /** The head of an answer or of a piece of it. */
    static ObjectNode head(String object, String id, long created, String model) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
    }

    static ObjectNode usage(Usage usage) {
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("prompt_tokens", usage.inputTokens())
                .put("completion_tokens", usage.outputTokens())
                .put("total_tokens", usage.inputTokens() + usage.outputTokens());
        detail(json, "prompt_tokens_details", "cached_tokens", usage.cachedInputTokens());
        detail(json, "completion_tokens_details", "reasoning_tokens", usage.reasoningTokens());
        return json;
    }

    private static void detail(ObjectNode usage, String object, String field, @Nullable Long tokens) {
        if (tokens != null) {
            usage.putObject(object).put(field, tokens);
        }
    }

    /** Some servers say that they stopped where they called tools. */
    static String finishReason(FinishReason reason, boolean hasToolCalls) {
        return switch (reason) {
            case LENGTH -> "length";
            case CONTENT_FILTER -> "content_filter";
            case STOP, TOOL_CALLS, ERROR, OTHER -> hasToolCalls ? "tool_calls" : "stop";
        };
    }

    /** A provider that asks by itself asks in words here: the program answers with its next message. */
    static String question(ModelEvent.QuestionAsked asked) {
        return asked.options().isEmpty()
                ? asked.question()
                : asked.question() + "\n\n"
                        + asked.options().stream().map(option -> "- " + option).collect(Collectors.joining("\n"));
    }
}
