package dev.polylogue.providers.ollama;

import dev.polylogue.engine.provider.Attachment;
import dev.polylogue.engine.provider.ModelOptions;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage.ToolAnswered;
import dev.polylogue.engine.provider.PromptMessage.ToolCalled;
import dev.polylogue.engine.provider.PromptMessage.User;
import dev.polylogue.protocol.command.ReasoningEffort;
import dev.polylogue.providers.hosted.ChatMessages;
import dev.polylogue.providers.hosted.Dialect;
import dev.polylogue.providers.hosted.FunctionTools;
import dev.polylogue.providers.hosted.Images;
import dev.polylogue.providers.hosted.Refusable;
import dev.polylogue.providers.settings.ProviderSettings;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code POST /api/chat} is sent. */
final class OllamaRequestBody extends ChatMessages {

    static final List<Refusable> REFUSABLE = List.of(Refusable.byModel("/think", "think"), Refusable.tools());

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,9}");

    /** Models that think more or less; the others think or do not. */
    private static final Pattern HAS_LEVELS = Pattern.compile("gpt-oss");

    private OllamaRequestBody(ArrayNode messages, @Nullable String systemPrompt) {
        super(Ollama.NAME, messages, systemPrompt, "thinking");
    }

    static ObjectNode of(ModelRequest request, ProviderSettings settings, Set<String> refused) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("model", request.model());
        body.put("stream", true);
        new OllamaRequestBody(body.putArray("messages"), request.systemPrompt()).write(request);
        if (!refused.contains(Dialect.TOOLS)) {
            FunctionTools.addTo(body, request.tools());
        }
        think(request, refused, body);
        options(request.options(), settings.contextLength(), body);
        keepAlive(settings.keepAlive(), body);
        return body;
    }

    private static void think(ModelRequest request, Set<String> refused, ObjectNode body) {
        ReasoningEffort effort = request.options().reasoningEffort();
        boolean hasLevels = HAS_LEVELS.matcher(request.model()).find();
        if (effort == null) {
            return;
        }
        if (hasLevels && effort != ReasoningEffort.NONE && !refused.contains("/think=" + effort.wire())) {
            body.put("think", effort.wire());
        } else if (!refused.contains("/think")) {
            body.put("think", effort != ReasoningEffort.NONE);
        }
    }

    private static void options(ModelOptions options, @Nullable Integer contextLength, ObjectNode body) {
        ObjectNode chosen = JsonMapper.shared().createObjectNode();
        Double temperature = options.temperature();
        if (temperature != null) {
            chosen.put("temperature", temperature);
        }
        Integer limit = options.maxOutputTokens();
        if (limit != null) {
            chosen.put("num_predict", limit);
        }
        if (contextLength != null) {
            chosen.put("num_ctx", contextLength);
        }
        if (!chosen.isEmpty()) {
            body.set("options", chosen);
        }
    }

    /** Seconds are a number here, and {@code -1} for ever; {@code 10m} is text. */
    private static void keepAlive(@Nullable String keepAlive, ObjectNode body) {
        if (keepAlive == null || keepAlive.isBlank()) {
            return;
        }
        if (WHOLE_NUMBER.matcher(keepAlive).matches()) {
            body.put("keep_alive", Integer.parseInt(keepAlive));
        } else {
            body.put("keep_alive", keepAlive);
        }
    }

    @Override
    protected void user(User user) {
        ObjectNode message = messages.addObject().put("role", "user").put("content", user.text());
        if (!user.attachments().isEmpty()) {
            ArrayNode images = message.putArray("images");
            for (Attachment image : user.attachments()) {
                images.add(Images.base64(image));
            }
        }
    }

    /** Models that think between two calls want to know what they thought; earlier answers only fill the context. */
    @Override
    protected void reasoning(String text, JsonNode ours, boolean isNew) {
        think(isNew ? text : "");
    }

    @Override
    protected void called(ToolCalled called, @Nullable JsonNode ours) {
        addCall()
                .put("id", called.id())
                .putObject("function")
                .put("name", called.name())
                .set("arguments", called.arguments());
    }

    @Override
    protected void answered(ToolAnswered answered) {
        messages.addObject()
                .put("role", "tool")
                .put("tool_call_id", answered.id())
                .put("tool_name", answered.name())
                .put("content", answered.result());
    }
}
