package dev.polylogue.server.aisdk;

import dev.polylogue.server.problem.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What {@code useChat} posts: AI SDK, {@code DefaultChatTransport}. Only what is new in it is looked at: the rest of the
 * history is the server's own.
 *
 * @param id the chat
 * @param trigger {@code submit-message} (also where missing) or {@code regenerate-message}
 * @param messageId the answer to make again, or the one that goes on
 * @param model not the SDK's, but what front ends put into {@code body}
 */
record ChatBody(
        @Nullable String id,
        @Nullable List<JsonNode> messages,
        @Nullable String trigger,
        @Nullable String messageId,
        @Nullable String model) {

    static final String REGENERATE = "regenerate-message";

    String chat() {
        if (id == null || id.isBlank()) {
            throw RefusedException.badRequest("id", "The field id must name the chat.");
        }
        return id;
    }

    boolean regenerates() {
        return REGENERATE.equals(trigger);
    }

    /** The newest message. */
    JsonNode last() {
        if (messages == null || messages.isEmpty()) {
            throw RefusedException.badRequest("messages", "The field messages must hold at least the new message.");
        }
        return messages.getLast();
    }

    /** The id of the message before the newest; null where there is none. */
    @Nullable String parent() {
        return messages == null || messages.size() < 2
                ? null
                : messages.get(messages.size() - 2).path("id").asString(null);
    }

    /** The words of a message. */
    static String text(JsonNode message) {
        List<String> texts = new ArrayList<>();
        for (JsonNode part : message.path("parts")) {
            if ("text".equals(part.path("type").asString(""))) {
                texts.add(part.path("text").asString(""));
            }
        }
        return String.join("\n\n", texts);
    }

    /** What the person said of tool calls, by the ids of the approvals. */
    static List<Said> approvals(JsonNode message) {
        List<Said> said = new ArrayList<>();
        for (JsonNode part : message.path("parts")) {
            JsonNode approval = part.path("approval");
            if ("approval-responded".equals(part.path("state").asString(""))
                    && approval.path("approved").isBoolean()) {
                said.add(new Said(
                        approval.path("id").asString(""),
                        approval.path("approved").asBoolean()));
            }
        }
        return said;
    }

    /** One word on one tool call. */
    record Said(String approvalId, boolean isApproved) {}
}
