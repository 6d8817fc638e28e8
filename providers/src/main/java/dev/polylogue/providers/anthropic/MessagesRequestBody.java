package dev.polylogue.providers.anthropic;

import dev.polylogue.engine.provider.Attachment;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage.ToolAnswered;
import dev.polylogue.engine.provider.PromptMessage.ToolCalled;
import dev.polylogue.engine.provider.PromptMessage.User;
import dev.polylogue.providers.hosted.Dialect;
import dev.polylogue.providers.hosted.FunctionTools;
import dev.polylogue.providers.hosted.Images;
import dev.polylogue.providers.hosted.JoinedTurns;
import dev.polylogue.providers.hosted.PromptWriter;
import dev.polylogue.providers.hosted.Refusable;
import dev.polylogue.providers.hosted.ToolCallIds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code POST /messages} is sent. */
final class MessagesRequestBody extends PromptWriter {

    static final List<Refusable> REFUSABLE = List.of(
            Refusable.byModel("/temperature", "temperature"),
            Refusable.byModel("/thinking/type", "thinking"),
            Refusable.tools());

    private static final Pattern IDS = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final String SIGNATURE = "signature";

    /** The longest answer is no option here; these are what models of these names take, the first that fits. */
    private static final Map<Pattern, Integer> LONGEST = new LinkedHashMap<>();

    static {
        LONGEST.put(Pattern.compile("claude-3-(opus|sonnet|haiku)"), 4_096);
        LONGEST.put(Pattern.compile("claude-3-5"), 8_192);
        LONGEST.put(Pattern.compile("claude"), 32_000);
    }

    private static final int LONGEST_OF_OTHERS = 8_192;

    private final JoinedTurns turns;

    private MessagesRequestBody(ArrayNode messages) {
        super(Anthropic.NAME);
        this.turns = new JoinedTurns(messages, "content");
    }

    static ObjectNode of(ModelRequest request, Set<String> refused) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("model", request.model());
        body.put("stream", true);
        Integer limit = request.options().maxOutputTokens();
        body.put("max_tokens", limit == null ? longest(request.model()) : limit);
        if (!request.tools().isEmpty() && !refused.contains(Dialect.TOOLS)) {
            ArrayNode tools = body.putArray("tools");
            request.tools().forEach(tool -> FunctionTools.describe(tools.addObject(), tool, "input_schema"));
        }
        String systemPrompt = request.systemPrompt();
        if (systemPrompt != null && !systemPrompt.isBlank()) {
            cached(body.putArray("system").addObject().put("type", "text").put("text", systemPrompt));
        }
        ArrayNode messages = body.putArray("messages");
        new MessagesRequestBody(messages).write(request);
        cacheLast(messages);
        boolean thinks = Thinking.addTo(body, request, refused);
        Double temperature = request.options().temperature();
        if (temperature != null && !thinks && !refused.contains("/temperature")) {
            body.put("temperature", Math.min(1, temperature));
        }
        return body;
    }

    private static int longest(String model) {
        return LONGEST.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(model).find())
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(LONGEST_OF_OTHERS);
    }

    /** All up to there is the beginning of the next request as well, and costs a tenth there. */
    private static void cached(ObjectNode block) {
        block.putObject("cache_control").put("type", "ephemeral");
    }

    private static void cacheLast(ArrayNode messages) {
        JsonNode content = messages.path(messages.size() - 1).path("content");
        if (content.path(content.size() - 1) instanceof ObjectNode last) {
            cached(last);
        }
    }

    @Override
    protected void user(User user) {
        ArrayNode content = turns.of("user");
        for (Attachment image : user.attachments()) {
            content.addObject()
                    .put("type", "image")
                    .putObject("source")
                    .put("type", "base64")
                    .put("media_type", image.mediaType())
                    .put("data", Images.base64(image));
        }
        if (!user.text().isBlank()) {
            content.addObject().put("type", "text").put("text", user.text());
        }
    }

    @Override
    protected void assistant(String text) {
        if (!text.isBlank()) {
            turns.of("assistant").addObject().put("type", "text").put("text", text);
        }
    }

    @Override
    protected void reasoning(String text, JsonNode ours, boolean isNew) {
        ObjectNode block = turns.of("assistant").addObject();
        JsonNode redacted = ours.get("redacted");
        if (redacted == null) {
            block.put("type", "thinking").put("thinking", text);
            block.put(SIGNATURE, ours.path(SIGNATURE).asString(""));
        } else {
            block.put("type", "redacted_thinking").set("data", redacted);
        }
    }

    @Override
    protected void called(ToolCalled called, @Nullable JsonNode ours) {
        turns.of("assistant")
                .addObject()
                .put("type", "tool_use")
                .put("id", ToolCallIds.fitting(called.id(), IDS))
                .put("name", called.name())
                .set("input", called.arguments());
    }

    @Override
    protected void answered(ToolAnswered answered) {
        ObjectNode block = turns.of("user")
                .addObject()
                .put("type", "tool_result")
                .put("tool_use_id", ToolCallIds.fitting(answered.id(), IDS))
                .put("content", answered.result());
        if (answered.isError()) {
            block.put("is_error", true);
        }
    }
}
