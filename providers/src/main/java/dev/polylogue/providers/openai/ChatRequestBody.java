package dev.polylogue.providers.openai;

import dev.polylogue.engine.provider.Attachment;
import dev.polylogue.engine.provider.ModelOptions;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage.ToolAnswered;
import dev.polylogue.engine.provider.PromptMessage.ToolCalled;
import dev.polylogue.engine.provider.PromptMessage.User;
import dev.polylogue.providers.hosted.ChatMessages;
import dev.polylogue.providers.hosted.Dialect;
import dev.polylogue.providers.hosted.EffortWords;
import dev.polylogue.providers.hosted.FunctionTools;
import dev.polylogue.providers.hosted.Images;
import dev.polylogue.providers.hosted.Refusable;
import dev.polylogue.providers.hosted.ToolCallIds;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code POST /chat/completions} is sent. */
final class ChatRequestBody extends ChatMessages {

    /** Without them a call only knows less about itself, or is answered as the model has it. */
    static final List<Refusable> REFUSABLE = List.of(
            Refusable.byServer("/stream_options", "stream_options"),
            Refusable.byModel("/max_completion_tokens", "max_completion_tokens"),
            Refusable.byModel("/max_tokens", "max_tokens"),
            Refusable.byModel("/temperature", "temperature"),
            Refusable.byModel("/reasoning_effort", "reasoning_effort|reasoning effort|reasoning\\.effort"),
            Refusable.tools());

    private final Vendor vendor;

    private ChatRequestBody(Vendor vendor, ArrayNode messages, @Nullable String systemPrompt) {
        super(OpenAiChat.NAME, messages, systemPrompt, "reasoning_content");
        this.vendor = vendor;
    }

    static ObjectNode of(ModelRequest request, Vendor vendor, Set<String> refused) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("model", request.model());
        body.put("stream", true);
        if (!refused.contains("/stream_options")) {
            body.putObject("stream_options").put("include_usage", true);
        }
        new ChatRequestBody(vendor, body.putArray("messages"), request.systemPrompt()).write(request);
        if (!refused.contains(Dialect.TOOLS)) {
            FunctionTools.addTo(body, request.tools());
        }
        options(request.options(), vendor, refused, body);
        return body;
    }

    private static void options(ModelOptions options, Vendor vendor, Set<String> refused, ObjectNode body) {
        Double temperature = options.temperature();
        if (temperature != null && !refused.contains("/temperature")) {
            body.put("temperature", temperature);
        }
        Integer limit = options.maxOutputTokens();
        if (limit != null) {
            vendor.limitFields().stream()
                    .filter(field -> !refused.contains("/" + field))
                    .findFirst()
                    .ifPresent(field -> body.put(field, limit));
        }
        EffortWords.taken(options.reasoningEffort(), "/reasoning_effort", refused)
                .ifPresent(word -> body.put("reasoning_effort", word));
    }

    @Override
    protected void user(User user) {
        ObjectNode message = messages.addObject().put("role", "user");
        if (user.attachments().isEmpty()) {
            message.put("content", user.text());
            return;
        }
        ArrayNode content = message.putArray("content");
        if (!user.text().isBlank()) {
            content.addObject().put("type", "text").put("text", user.text());
        }
        for (Attachment image : user.attachments()) {
            content.addObject().put("type", "image_url").putObject("image_url").put("url", Images.dataUrl(image));
        }
    }

    /** Servers that want it back want it in the answer that is being written; elsewhere some even refuse it. */
    @Override
    protected void reasoning(String text, JsonNode ours, boolean isNew) {
        think(isNew && vendor.wantsReasoningBack() ? text : "");
    }

    @Override
    protected void called(ToolCalled called, @Nullable JsonNode ours) {
        ObjectNode call = addCall().put("id", id(called.id())).put("type", "function");
        call.putObject("function")
                .put("name", called.name())
                .put("arguments", called.arguments().toString());
    }

    @Override
    protected void answered(ToolAnswered answered) {
        messages.addObject()
                .put("role", "tool")
                .put("tool_call_id", id(answered.id()))
                .put("content", answered.result());
    }

    private String id(String id) {
        return ToolCallIds.fitting(id, vendor.toolCallIds());
    }
}
