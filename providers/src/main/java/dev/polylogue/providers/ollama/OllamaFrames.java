package dev.polylogue.providers.ollama;

import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.Usage;
import dev.polylogue.providers.call.JsonFrames;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the lines of an answer. A call of a tool comes whole, its arguments as an object; the last line says all the rest. */
final class OllamaFrames extends JsonFrames {

    private static final Map<String, FinishReason> REASONS =
            Map.of("stop", FinishReason.STOP, "length", FinishReason.LENGTH);

    private boolean isThinking;
    private int calls;

    @Override
    protected void frame(JsonNode frame, Consumer<? super ModelEvent> events) {
        if (frame.hasNonNull("error")) {
            fail(frame, events);
            return;
        }
        JsonNode message = frame.path("message");
        JsonNode thinking = message.path("thinking");
        if (!thinking.asString("").isEmpty()) {
            isThinking = true;
            reasoning(thinking, events);
        }
        JsonNode content = message.path("content");
        if (!content.asString("").isEmpty() || !message.path("tool_calls").isEmpty() || isLast(frame)) {
            endThinking(events);
        }
        text(content, events);
        for (JsonNode call : message.path("tool_calls")) {
            events.accept(toolCall(call));
        }
        if (isLast(frame)) {
            usage(frame, events);
            FinishReason said = REASONS.getOrDefault(frame.path("done_reason").asString("stop"), FinishReason.OTHER);
            finish(calls > 0 && said == FinishReason.STOP ? FinishReason.TOOL_CALLS : said);
            done();
        }
    }

    private static boolean isLast(JsonNode frame) {
        return frame.path("done").asBoolean(false);
    }

    private void endThinking(Consumer<? super ModelEvent> events) {
        if (isThinking) {
            isThinking = false;
            events.accept(new ModelEvent.ReasoningEnded(
                    metadata(Ollama.NAME, JsonMapper.shared().createObjectNode())));
        }
    }

    private ModelEvent.ToolCallDelta toolCall(JsonNode call) {
        JsonNode function = call.path("function");
        JsonNode arguments = function.path("arguments");
        return new ModelEvent.ToolCallDelta(
                calls++,
                nonEmpty(call.path("id")),
                nonEmpty(function.path("name")),
                arguments.isObject() ? arguments.toString() : arguments.asString(""));
    }

    /** Counts are left out where they are nought, as for a prompt that was in memory. */
    private static void usage(JsonNode frame, Consumer<? super ModelEvent> events) {
        if (frame.path("eval_count").isNumber()) {
            events.accept(new ModelEvent.UsageReported(new Usage(
                    frame.path("prompt_eval_count").asLong(0),
                    frame.path("eval_count").asLong(0),
                    null,
                    null)));
        }
    }
}
