package dev.polylogue.providers.responses;

import dev.polylogue.engine.provider.Attachment;
import dev.polylogue.engine.provider.ModelOptions;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage.ToolAnswered;
import dev.polylogue.engine.provider.PromptMessage.ToolCalled;
import dev.polylogue.engine.provider.PromptMessage.User;
import dev.polylogue.protocol.command.ReasoningEffort;
import dev.polylogue.protocol.tool.ToolDefinition;
import dev.polylogue.providers.hosted.Dialect;
import dev.polylogue.providers.hosted.EffortWords;
import dev.polylogue.providers.hosted.FunctionTools;
import dev.polylogue.providers.hosted.Images;
import dev.polylogue.providers.hosted.ListedModel;
import dev.polylogue.providers.hosted.PromptWriter;
import dev.polylogue.providers.hosted.Refusable;
import dev.polylogue.providers.hosted.ToolCallIds;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code POST /responses} is sent. */
final class ResponsesRequestBody extends PromptWriter {

    static final String ENCRYPTED = "encrypted_content";

    static final List<Refusable> REFUSABLE = List.of(
            Refusable.byModel("/temperature", "temperature"),
            Refusable.byModel("/include", "encrypted|\\binclude\\b"),
            Refusable.byModel("/reasoning/summary", "summar"),
            Refusable.byModel("/reasoning/effort", "reasoning\\.effort|reasoning effort"),
            Refusable.tools());

    private static final Pattern IDS = Pattern.compile(".{1,64}");

    private final ArrayNode input;

    private ResponsesRequestBody(ArrayNode input) {
        super(OpenAiResponses.NAME);
        this.input = input;
    }

    static ObjectNode of(ModelRequest request, Set<String> refused) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("model", request.model());
        body.put("stream", true);
        body.put("store", false);
        String systemPrompt = request.systemPrompt();
        if (systemPrompt != null && !systemPrompt.isBlank()) {
            body.put("instructions", systemPrompt);
        }
        new ResponsesRequestBody(body.putArray("input")).write(request);
        if (!request.tools().isEmpty() && !refused.contains(Dialect.TOOLS)) {
            ArrayNode tools = body.putArray("tools");
            for (ToolDefinition tool : request.tools()) {
                ObjectNode function = tools.addObject().put("type", "function");
                FunctionTools.describe(function, tool, "parameters");
                function.put("strict", false);
            }
        }
        options(request, refused, body);
        return body;
    }

    private static void options(ModelRequest request, Set<String> refused, ObjectNode body) {
        ModelOptions options = request.options();
        Double temperature = options.temperature();
        if (temperature != null && !refused.contains("/temperature")) {
            body.put("temperature", temperature);
        }
        Integer limit = options.maxOutputTokens();
        if (limit != null) {
            body.put("max_output_tokens", limit);
        }
        ReasoningEffort effort = options.reasoningEffort();
        if (effort == null
                && !ListedModel.ofName(request.model()).capabilities().reasoning()) {
            return;
        }
        ObjectNode reasoning = JsonMapper.shared().createObjectNode();
        EffortWords.taken(effort, "/reasoning/effort", refused).ifPresent(word -> reasoning.put("effort", word));
        if (!refused.contains("/reasoning/summary=auto")) {
            reasoning.put("summary", "auto");
        }
        if (!reasoning.isEmpty()) {
            body.set("reasoning", reasoning);
        }
        if (!refused.contains("/include")) {
            body.putArray("include").add("reasoning." + ENCRYPTED);
        }
    }

    @Override
    protected void user(User user) {
        ArrayNode content = input.addObject().put("role", "user").putArray("content");
        if (!user.text().isBlank() || user.attachments().isEmpty()) {
            content.addObject().put("type", "input_text").put("text", user.text());
        }
        for (Attachment image : user.attachments()) {
            content.addObject().put("type", "input_image").put("image_url", Images.dataUrl(image));
        }
    }

    @Override
    protected void assistant(String text) {
        input.addObject()
                .put("role", "assistant")
                .putArray("content")
                .addObject()
                .put("type", "output_text")
                .put("text", text);
    }

    @Override
    protected void reasoning(String text, JsonNode ours, boolean isNew) {
        ObjectNode item = input.addObject().put("type", "reasoning");
        item.set("id", ours.path("id"));
        ArrayNode summary = item.putArray("summary");
        if (!text.isEmpty()) {
            summary.addObject().put("type", "summary_text").put("text", text);
        }
        item.set(ENCRYPTED, ours.path(ENCRYPTED));
    }

    @Override
    protected void called(ToolCalled called, @Nullable JsonNode ours) {
        input.addObject()
                .put("type", "function_call")
                .put("call_id", ToolCallIds.fitting(called.id(), IDS))
                .put("name", called.name())
                .put("arguments", called.arguments().toString());
    }

    @Override
    protected void answered(ToolAnswered answered) {
        input.addObject()
                .put("type", "function_call_output")
                .put("call_id", ToolCallIds.fitting(answered.id(), IDS))
                .put("output", answered.result());
    }
}
