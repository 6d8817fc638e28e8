package dev.polylogue.providers.openai;

import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code POST /chat/completions} is sent. */
final class ChatRequestBody {

    static final String GO_ON =
            "Your last message was cut off. Go on exactly where it stopped, in the middle of a word if"
                    + " need be. Do not repeat any of it and do not comment on this.";

    private static final String DECLINED = "(I would rather not answer that. Go on with what you know.)";

    /** Fields that a server may refuse, and what they hold; a call without them only knows less about itself. */
    private static final Map<String, BiConsumer<ObjectNode, String>> OPTIONAL_FIELDS =
            Map.of("stream_options", (body, name) -> body.putObject(name).put("include_usage", true));

    private ChatRequestBody() {}

    /** The names of the fields that may be left out. */
    static Set<String> optionalFields() {
        return OPTIONAL_FIELDS.keySet();
    }

    static byte[] of(ModelRequest request, Set<String> leftOut) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("model", request.model());
        body.put("stream", true);
        OPTIONAL_FIELDS.forEach((name, field) -> {
            if (!leftOut.contains(name)) {
                field.accept(body, name);
            }
        });
        ArrayNode messages = body.putArray("messages");
        String systemPrompt = request.systemPrompt();
        if (systemPrompt != null && !systemPrompt.isBlank()) {
            add(messages, "system", systemPrompt);
        }
        prompt(request.prompt(), messages);
        if (request.goesOn()) {
            add(messages, "user", GO_ON);
        }
        return JsonMapper.shared().writeValueAsBytes(body);
    }

    private static void prompt(List<PromptMessage> prompt, ArrayNode messages) {
        for (PromptMessage message : prompt) {
            switch (message) {
                case PromptMessage.User user -> add(messages, "user", user.text());
                case PromptMessage.Assistant assistant -> add(messages, "assistant", assistant.text());
                case PromptMessage.Reasoning _ -> {}
                case PromptMessage.ToolCalled called -> addCall(messages, called);
                case PromptMessage.ToolAnswered answered ->
                    messages.addObject()
                            .put("role", "tool")
                            .put("tool_call_id", answered.id())
                            .put("content", answered.result());
                case PromptMessage.Asked asked -> {
                    add(messages, "assistant", asked.question());
                    String answer = asked.answer();
                    add(messages, "user", answer == null ? DECLINED : answer);
                }
            }
        }
    }

    /** The calls of one answer, and its words before them, are one message. */
    private static void addCall(ArrayNode messages, PromptMessage.ToolCalled called) {
        ObjectNode message = messages.size() > 0
                        && messages.get(messages.size() - 1) instanceof ObjectNode last
                        && "assistant".equals(last.path("role").asString(""))
                ? last
                : messages.addObject().put("role", "assistant").putNull("content");
        ArrayNode calls = message.has("tool_calls") ? message.withArray("tool_calls") : message.putArray("tool_calls");
        ObjectNode call = calls.addObject().put("id", called.id()).put("type", "function");
        call.putObject("function")
                .put("name", called.name())
                .put("arguments", called.arguments().toString());
    }

    private static void add(ArrayNode messages, String role, String content) {
        messages.addObject().put("role", role).put("content", content);
    }
}
