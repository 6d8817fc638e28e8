package dev.polylogue.server.gateway;

import dev.polylogue.engine.completion.CompletionRequest;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.provider.ModelOptions;
import dev.polylogue.protocol.command.ModelInfo;
import dev.polylogue.protocol.command.ReasoningEffort;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.tool.ToolDefinition;
import dev.polylogue.server.problem.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a program asks of {@code /v1/chat/completions}. Fields that only lean the answer (top_p, seed, penalties) and those
 * that nobody knows are passed over; those that would make it another one and cannot be honoured are refused.
 *
 * @param isStream whether it wants the answer piece by piece
 * @param includesUsage whether it wants the count of tokens at the end of the stream
 */
record ChatRequest(CompletionRequest completion, boolean isStream, boolean includesUsage) {

    /** There are no dialects that all have these. */
    private static final List<String> NOT_HONOURED =
            List.of("audio", "stop", "logit_bias", "functions", "function_call", "web_search_options");

    static ChatRequest read(UserId user, JsonNode json, List<ModelInfo> models) {
        Fields body = Fields.of("", json);
        ModelInfo model = model(body.text("model"), models);
        refuseWhatCannotBe(body);
        ChatPrompt prompt = ChatPrompt.read(body);
        if (prompt.hasImages() && !model.capabilities().images()) {
            throw Fields.wrong("messages", "hold an image, which the model " + model.id() + " does not take");
        }
        List<ToolDefinition> tools = tools(body);
        if (!tools.isEmpty() && !model.capabilities().tools()) {
            throw Fields.wrong("tools", "cannot be given to the model " + model.id() + ", which calls none");
        }
        boolean isStream = body.flag("stream");
        boolean includesUsage = body.find("stream_options")
                .map(options -> Fields.of("stream_options", options).flag("include_usage"))
                .orElse(false);
        var completion = new CompletionRequest(user, model.id(), prompt.system(), prompt.said(), tools, options(body));
        return new ChatRequest(completion, isStream, includesUsage);
    }

    private static ModelInfo model(String id, List<ModelInfo> models) {
        return models.stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow(() -> RefusedException.because(
                        ErrorCode.UNKNOWN_MODEL,
                        "There is no model " + id + " here: GET /v1/models lists those there are."));
    }

    private static void refuseWhatCannotBe(Fields body) {
        for (String field : NOT_HONOURED) {
            if (body.find(field)
                    .filter(value -> !value.isEmpty() || !value.isContainer())
                    .isPresent()) {
                throw Fields.wrong(field, "is not supported by this server");
            }
        }
        Integer answers = body.count("n");
        if (answers != null && answers > 1) {
            throw Fields.wrong("n", "can only be 1: ask again for another answer");
        }
        if (body.flag("logprobs")) {
            throw Fields.wrong("logprobs", "are not supported by this server");
        }
        String format = body.find("response_format")
                .map(value -> Fields.of("response_format", value).text("type"))
                .orElse("text");
        if (!"text".equals(format)) {
            throw Fields.wrong("response_format", "can only be text here");
        }
        for (JsonNode modality :
                body.find("modalities").orElse(JsonMapper.shared().createArrayNode())) {
            if (!"text".equals(modality.asString(""))) {
                throw Fields.wrong("modalities", "can only be text here");
            }
        }
    }

    private static List<ToolDefinition> tools(Fields body) {
        List<ToolDefinition> tools = new ArrayList<>();
        for (Fields tool : body.each("tools")) {
            if (!"function".equals(tool.text("type"))) {
                throw Fields.wrong(tool.at("type"), "can only be function here");
            }
            tools.add(tool(Fields.of(tool.at("function"), tool.required("function"))));
        }
        Optional<JsonNode> choice = body.find("tool_choice");
        if (choice.isPresent() && "none".equals(choice.get().asString(""))) {
            return List.of();
        }
        if (choice.isPresent() && !"auto".equals(choice.get().asString(""))) {
            throw Fields.wrong("tool_choice", "can only be auto or none here");
        }
        if (!tools.isEmpty() && body.find("parallel_tool_calls").isPresent() && !body.flag("parallel_tool_calls")) {
            throw Fields.wrong("parallel_tool_calls", "cannot be switched off here");
        }
        return tools;
    }

    private static ToolDefinition tool(Fields function) {
        String name = function.text("name");
        String description = function.textOrNull("description");
        JsonNode parameters = function.find("parameters")
                .orElseGet(() -> JsonMapper.shared().createObjectNode().put("type", "object"));
        Fields.of(function.at("parameters"), parameters);
        try {
            return new ToolDefinition(name, description == null ? "" : description, parameters);
        } catch (IllegalArgumentException noName) {
            throw Fields.wrong(function.at("name"), "must be at most 64 letters, digits, _ and -");
        }
    }

    private static ModelOptions options(Fields body) {
        Integer limit = body.count("max_completion_tokens");
        return new ModelOptions(
                body.number("temperature", 0, 2),
                limit == null ? body.count("max_tokens") : limit,
                effort(body.textOrNull("reasoning_effort")));
    }

    /** The words at the ends of the scale are the nearest that all dialects have. */
    private static @Nullable ReasoningEffort effort(@Nullable String word) {
        return switch (word) {
            case null -> null;
            case "none" -> ReasoningEffort.NONE;
            case "minimal", "low" -> ReasoningEffort.LOW;
            case "medium" -> ReasoningEffort.MEDIUM;
            case "high", "xhigh" -> ReasoningEffort.HIGH;
            default ->
                throw Fields.wrong("reasoning_effort", "must be one of none, minimal, low, medium, high and xhigh");
        };
    }
}
