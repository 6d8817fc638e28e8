package dev.polylogue.providers.gemini;

import dev.polylogue.engine.provider.Attachment;
import dev.polylogue.engine.provider.ModelOptions;
import dev.polylogue.engine.provider.ModelRequest;
import dev.polylogue.engine.provider.PromptMessage.ToolAnswered;
import dev.polylogue.engine.provider.PromptMessage.ToolCalled;
import dev.polylogue.engine.provider.PromptMessage.User;
import dev.polylogue.protocol.command.ReasoningEffort;
import dev.polylogue.providers.hosted.Dialect;
import dev.polylogue.providers.hosted.FunctionTools;
import dev.polylogue.providers.hosted.Images;
import dev.polylogue.providers.hosted.JoinedTurns;
import dev.polylogue.providers.hosted.ListedModel;
import dev.polylogue.providers.hosted.PromptWriter;
import dev.polylogue.providers.hosted.Refusable;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code POST …:streamGenerateContent} is sent. */
final class ContentRequestBody extends PromptWriter {

    static final String SIGNATURE = "thoughtSignature";

    private static final String THINKING = "/generationConfig/thinkingConfig";

    static final List<Refusable> REFUSABLE = List.of(
            Refusable.byModel(THINKING, "thinking|thought"),
            Refusable.byModel("/systemInstruction", "developer instruction|system instruction"),
            Refusable.tools());

    /** Models that want the signature of each first call, and what Google has one say for calls that another model made. */
    private static final Pattern WANTS_SIGNATURES = Pattern.compile("gemini-([3-9]|[1-9]\\d)");

    private static final String NOT_ITS_OWN = "skip_thought_signature_validator";

    private static final int LARGEST_BUDGET = 24_576;

    private final JoinedTurns turns;
    private final boolean wantsSignatures;

    private ContentRequestBody(ArrayNode contents, String model) {
        super(Gemini.NAME);
        this.turns = new JoinedTurns(contents, "parts");
        this.wantsSignatures = WANTS_SIGNATURES.matcher(model).find();
    }

    static ObjectNode of(ModelRequest request, Set<String> refused) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ArrayNode contents = body.putArray("contents");
        var writer = new ContentRequestBody(contents, request.model());
        String systemPrompt = request.systemPrompt();
        if (systemPrompt != null && !systemPrompt.isBlank()) {
            if (refused.contains("/systemInstruction")) {
                writer.user(new User(systemPrompt));
            } else {
                body.putObject("systemInstruction")
                        .putArray("parts")
                        .addObject()
                        .put("text", systemPrompt);
            }
        }
        writer.write(request);
        if (!request.tools().isEmpty() && !refused.contains(Dialect.TOOLS)) {
            ArrayNode functions = body.putArray("tools").addObject().putArray("functionDeclarations");
            request.tools()
                    .forEach(tool -> FunctionTools.describe(functions.addObject(), tool, "parametersJsonSchema"));
        }
        ObjectNode configuration = configuration(request, refused);
        if (!configuration.isEmpty()) {
            body.set("generationConfig", configuration);
        }
        return body;
    }

    private static ObjectNode configuration(ModelRequest request, Set<String> refused) {
        ModelOptions options = request.options();
        ObjectNode configuration = JsonMapper.shared().createObjectNode();
        Double temperature = options.temperature();
        if (temperature != null) {
            configuration.put("temperature", temperature);
        }
        Integer limit = options.maxOutputTokens();
        if (limit != null) {
            configuration.put("maxOutputTokens", limit);
        }
        ReasoningEffort effort = options.reasoningEffort();
        boolean reasons = ListedModel.ofName(request.model()).capabilities().reasoning();
        if ((reasons || effort != null) && !refused.contains(THINKING)) {
            ObjectNode thinking = configuration.putObject("thinkingConfig");
            thinking.put("includeThoughts", effort != ReasoningEffort.NONE);
            if (effort != null) {
                effort(effort, request.model(), thinking);
            }
        }
        return configuration;
    }

    /** Newer models are told how hard to think, older ones how many tokens to spend on it. */
    private static void effort(ReasoningEffort effort, String model, ObjectNode thinking) {
        if (WANTS_SIGNATURES.matcher(model).find()) {
            boolean isLow = effort == ReasoningEffort.NONE || effort == ReasoningEffort.LOW;
            thinking.put("thinkingLevel", isLow ? "low" : "high");
            return;
        }
        thinking.put(
                "thinkingBudget",
                switch (effort) {
                    case NONE -> 0;
                    case LOW -> 2_048;
                    case MEDIUM -> 8_192;
                    case HIGH -> LARGEST_BUDGET;
                });
    }

    @Override
    protected void user(User user) {
        ArrayNode parts = turns.of("user");
        for (Attachment image : user.attachments()) {
            parts.addObject()
                    .putObject("inlineData")
                    .put("mimeType", image.mediaType())
                    .put("data", Images.base64(image));
        }
        if (!user.text().isEmpty() || user.attachments().isEmpty()) {
            parts.addObject().put("text", user.text());
        }
    }

    @Override
    protected void assistant(String text) {
        turns.of("model").addObject().put("text", text);
    }

    @Override
    protected void reasoning(String text, JsonNode ours, boolean isNew) {
        turns.of("model").addObject().put("text", text).put("thought", true).set(SIGNATURE, ours.path(SIGNATURE));
    }

    /** Of the calls that were made at once only the first has a signature. */
    @Override
    protected void called(ToolCalled called, @Nullable JsonNode ours) {
        ArrayNode parts = turns.of("model");
        boolean isFirst = !parts.path(parts.size() - 1).has("functionCall");
        ObjectNode part = parts.addObject();
        part.putObject("functionCall").put("name", called.name()).set("args", called.arguments());
        if (ours != null) {
            part.set(SIGNATURE, ours.path(SIGNATURE));
        } else if (isFirst && wantsSignatures) {
            part.put(SIGNATURE, NOT_ITS_OWN);
        }
    }

    @Override
    protected void answered(ToolAnswered answered) {
        turns.of("user")
                .addObject()
                .putObject("functionResponse")
                .put("name", answered.name())
                .putObject("response")
                .put(answered.isError() ? "error" : "result", answered.result());
    }
}
