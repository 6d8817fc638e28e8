package dev.polylogue.llama;

import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage.ToolAnswered;
import dev.polylogue.engine.provider.PromptMessage.ToolCalled;
import dev.polylogue.engine.provider.PromptMessage.User;
import dev.polylogue.providers.hosted.PromptWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A conversation for a chat template. Templates want the sides to take turns, and some throw where they do not: so what
 * one side says in a row is one message, and the person's is the first.
 */
final class Conversation extends PromptWriter {

    private static final String DIALECT = "llama";

    private final ArrayNode messages = JsonMapper.shared().createArrayNode();

    private Conversation() {
        super(DIALECT);
    }

    static JsonNode of(ModelRequest request) {
        var conversation = new Conversation();
        String systemPrompt = request.systemPrompt();
        if (systemPrompt != null && !systemPrompt.isBlank()) {
            conversation.add("system", systemPrompt);
        }
        conversation.write(request);
        return JsonMapper.shared().createObjectNode().set("messages", conversation.messages);
    }

    private void add(String role, String text) {
        ObjectNode last = messages.isEmpty() ? null : (ObjectNode) messages.get(messages.size() - 1);
        if (last != null && last.path("role").asString("").equals(role)) {
            last.put("content", last.path("content").asString("") + "\n\n" + text);
            return;
        }
        if (role.equals("assistant")
                && (last == null || last.path("role").asString("").equals("system"))) {
            add("user", "…");
        }
        messages.addObject().put("role", role).put("content", text);
    }

    @Override
    protected void user(User user) {
        add("user", user.text());
    }

    @Override
    protected void assistant(String text) {
        add("assistant", text);
    }

    @Override
    protected void reasoning(String text, JsonNode ours, boolean isNew) {}

    /** Another model called it in this conversation; what came of it is told as words. */
    @Override
    protected void called(ToolCalled called, @Nullable JsonNode ours) {}

    @Override
    protected void answered(ToolAnswered answered) {
        add("assistant", "(" + answered.name() + ": " + answered.result() + ")");
    }
}
