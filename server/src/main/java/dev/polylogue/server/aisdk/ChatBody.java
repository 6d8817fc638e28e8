package dev.polylogue.server.aisdk;

import dev.polylogue.server.problem.RefusedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What {@code useChat} sends: npm {@code ai} 6.0.326 and 7.0.173, {@code src/ui/http-chat-transport.ts} and {@code
 * chat.ts}. Only what is new in it is looked at: the rest of the history is the server's own.
 *
 * <p>{@code submit-message} comes in three kinds. Without {@code messageId}: the last message is new. With that of the last
 * message, a person's: it has new words (an edit). With that of an answer: the person has said something of its tool
 * calls, which then stand as {@code approval-responded}; a message behind it may be there already.
 *
 * <p>{@code regenerate-message} names the answer, if the front end did; the messages end before it.
 *
 * @param id the chat
 * @param trigger {@code submit-message} (also where missing) or {@code regenerate-message}
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

    /** Whether the newest message was there before, in other words. */
    boolean edits() {
        return messageId != null && messageId.equals(name(last()));
    }

    /** The newest message. */
    JsonNode last() {
        if (messages == null || messages.isEmpty()) {
            throw RefusedException.badRequest("messages", "The field messages must hold at least the new message.");
        }
        return messages.getLast();
    }

    /** The name of the newest message. */
    String lastName() {
        String name = name(last());
        if (name.isBlank()) {
            throw RefusedException.badRequest("messages", "The last message needs an id.");
        }
        return name;
    }

    /** The name of the message before the newest; null where there is none. */
    @Nullable String parent() {
        return messages == null || messages.size() < 2 ? null : name(messages.get(messages.size() - 2));
    }

    /** The answer that goes on with what the person said of its tool calls; null where a message of theirs is new. */
    @Nullable JsonNode answered() {
        JsonNode last = last();
        if (isAnswer(last)) {
            return last;
        }
        for (JsonNode message : messages == null ? List.<JsonNode>of() : messages) {
            if (isAnswer(message) && name(message).equals(messageId)) {
                return message;
            }
        }
        return null;
    }

    private static boolean isAnswer(JsonNode message) {
        return "assistant".equals(message.path("role").asString(""));
    }

    private static String name(JsonNode message) {
        return message.path("id").asString("");
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
    static Said said(JsonNode answer) {
        Set<String> approved = new HashSet<>();
        Set<String> denied = new HashSet<>();
        for (JsonNode part : answer.path("parts")) {
            JsonNode approval = part.path("approval");
            if ("approval-responded".equals(part.path("state").asString(""))
                    && approval.path("approved").isBoolean()) {
                Set<String> same = approval.path("approved").asBoolean() ? approved : denied;
                same.add(approval.path("id").asString(""));
            }
        }
        return new Said(approved, denied);
    }

    /** Words on tool calls. */
    record Said(Set<String> approved, Set<String> denied) {

        Set<String> all() {
            Set<String> all = new HashSet<>(approved);
            all.addAll(denied);
            return all;
        }
    }
}
