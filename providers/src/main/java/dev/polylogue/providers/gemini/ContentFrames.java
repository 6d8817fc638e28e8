package dev.polylogue.providers.gemini;

import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.Usage;
import dev.polylogue.providers.call.Failures;
import dev.polylogue.providers.call.JsonFrames;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads pieces of content, each with some parts. There is no mark of the end; a finish reason is told with the last one. */
final class ContentFrames extends JsonFrames {

    private static final Map<String, FinishReason> REASONS = Map.ofEntries(
            Map.entry("STOP", FinishReason.STOP),
            Map.entry("MAX_TOKENS", FinishReason.LENGTH),
            Map.entry("SAFETY", FinishReason.CONTENT_FILTER),
            Map.entry("RECITATION", FinishReason.CONTENT_FILTER),
            Map.entry("LANGUAGE", FinishReason.CONTENT_FILTER),
            Map.entry("BLOCKLIST", FinishReason.CONTENT_FILTER),
            Map.entry("PROHIBITED_CONTENT", FinishReason.CONTENT_FILTER),
            Map.entry("SPII", FinishReason.CONTENT_FILTER),
            Map.entry("IMAGE_SAFETY", FinishReason.CONTENT_FILTER),
            Map.entry("MALFORMED_FUNCTION_CALL", FinishReason.ERROR),
            Map.entry("UNEXPECTED_TOOL_CALL", FinishReason.ERROR));

    private int calls;

    @Override
    protected void frame(JsonNode frame, Consumer<? super ModelEvent> events) {
        if (frame.hasNonNull("error") || frame.isArray()) {
            fail(frame, events);
            return;
        }
        JsonNode candidate = frame.path("candidates").path(0);
        for (JsonNode part : candidate.path("content").path("parts")) {
            part(part, events);
        }
        usage(frame.path("usageMetadata"), events);
        String blocked = frame.path("promptFeedback").path("blockReason").asString("");
        String reason = candidate.path("finishReason").asString("");
        if (!reason.isEmpty()) {
            FinishReason said = REASONS.getOrDefault(reason, FinishReason.OTHER);
            finish(calls > 0 && said == FinishReason.STOP ? FinishReason.TOOL_CALLS : said);
        } else if (!blocked.isEmpty()) {
            events.accept(Failures.declined(blocked));
        }
    }

    private void part(JsonNode part, Consumer<? super ModelEvent> events) {
        JsonNode signature = part.path(ContentRequestBody.SIGNATURE);
        if (part.path("functionCall").isObject()) {
            events.accept(toolCall(part.path("functionCall"), signature));
        } else if (part.path("thought").asBoolean(false)) {
            reasoning(part.path("text"), events);
            if (signature.isString()) {
                events.accept(new ModelEvent.ReasoningEnded(signed(signature)));
            }
        } else {
            text(part.path("text"), events);
        }
    }

    private ModelEvent.ToolCallDelta toolCall(JsonNode call, JsonNode signature) {
        JsonNode arguments = call.path("args");
        return new ModelEvent.ToolCallDelta(
                calls++,
                nonEmpty(call.path("id")),
                nonEmpty(call.path("name")),
                arguments.isObject() ? arguments.toString() : "{}",
                signature.isString() ? signed(signature) : null);
    }

    private static JsonNode signed(JsonNode signature) {
        var ours = JsonMapper.shared().createObjectNode();
        ours.set(ContentRequestBody.SIGNATURE, signature);
        return metadata(Gemini.NAME, ours);
    }

    private static void usage(JsonNode usage, Consumer<? super ModelEvent> events) {
        if (usage.isObject()) {
            Long thoughts = count(usage.path("thoughtsTokenCount"));
            events.accept(new ModelEvent.UsageReported(new Usage(
                    usage.path("promptTokenCount").asLong(0)
                            + usage.path("toolUsePromptTokenCount").asLong(0),
                    usage.path("candidatesTokenCount").asLong(0) + (thoughts == null ? 0 : thoughts),
                    thoughts,
                    count(usage.path("cachedContentTokenCount")))));
        }
    }
}
