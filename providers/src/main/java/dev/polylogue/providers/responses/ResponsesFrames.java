package dev.polylogue.providers.responses;

import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.Usage;
import dev.polylogue.providers.call.JsonFrames;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the events of a response. Of what comes both in pieces and whole, the pieces are taken; other events are passed over. */
final class ResponsesFrames extends JsonFrames {

    private static final Map<String, FinishReason> INCOMPLETE =
            Map.of("max_output_tokens", FinishReason.LENGTH, "content_filter", FinishReason.CONTENT_FILTER);

    /** Calls that have begun and not ended, by the place of their item. */
    private final Map<Integer, Call> open = new HashMap<>();

    private int calls;

    @Override
    protected void frame(JsonNode frame, Consumer<? super ModelEvent> events) {
        switch (frame.path("type").asString("")) {
            case "response.output_text.delta", "response.refusal.delta" -> text(frame.path("delta"), events);
            case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
                reasoning(frame.path("delta"), events);
            case "response.reasoning_summary_part.added" -> {
                if (frame.path("summary_index").asInt(0) > 0) {
                    events.accept(new ModelEvent.ReasoningDelta("\n\n"));
                }
            }
            case "response.output_item.added" -> added(frame, events);
            case "response.function_call_arguments.delta" ->
                arguments(frame, frame.path("delta").asString(""), events);
            case "response.output_item.done" -> done(frame, events);
            case "response.completed" -> completed(frame.path("response"), FinishReason.STOP, events);
            case "response.incomplete" -> {
                JsonNode response = frame.path("response");
                String why = response.path("incomplete_details").path("reason").asString("");
                completed(response, INCOMPLETE.getOrDefault(why, FinishReason.OTHER), events);
            }
            case "response.failed" -> fail(frame.path("response"), events);
            case "error" -> fail(frame, events);
            default -> {
                if (frame.hasNonNull("error")) {
                    fail(frame, events);
                }
            }
        }
    }

    private void added(JsonNode frame, Consumer<? super ModelEvent> events) {
        JsonNode item = frame.path("item");
        if (item.path("type").asString("").equals("function_call")) {
            begin(frame, item, events);
        }
    }

    private Call begin(JsonNode frame, JsonNode item, Consumer<? super ModelEvent> events) {
        var call = new Call(calls++);
        open.put(place(frame), call);
        events.accept(new ModelEvent.ToolCallDelta(
                call.index, nonEmpty(item.path("call_id")), nonEmpty(item.path("name")), ""));
        return call;
    }

    private void arguments(JsonNode frame, String piece, Consumer<? super ModelEvent> events) {
        Call call = open.get(place(frame));
        if (call != null && !piece.isEmpty()) {
            call.hasArguments = true;
            events.accept(new ModelEvent.ToolCallDelta(call.index, null, null, piece));
        }
    }

    private void done(JsonNode frame, Consumer<? super ModelEvent> events) {
        JsonNode item = frame.path("item");
        switch (item.path("type").asString("")) {
            case "reasoning" -> events.accept(new ModelEvent.ReasoningEnded(toTellAgain(item)));
            case "function_call" -> {
                Call begun = open.get(place(frame));
                Call call = begun == null ? begin(frame, item, events) : begun;
                if (!call.hasArguments) {
                    arguments(frame, item.path("arguments").asString(""), events);
                }
                open.remove(place(frame));
            }
            default -> {}
        }
    }

    /** Without its encrypted form an item means nothing to a server that keeps none. */
    private static @Nullable JsonNode toTellAgain(JsonNode item) {
        JsonNode encrypted = item.path(ResponsesRequestBody.ENCRYPTED);
        if (!encrypted.isString()) {
            return null;
        }
        var ours = JsonMapper.shared().createObjectNode();
        ours.set("id", item.path("id"));
        ours.set(ResponsesRequestBody.ENCRYPTED, encrypted);
        return metadata(OpenAiResponses.NAME, ours);
    }

    private void completed(JsonNode response, FinishReason reason, Consumer<? super ModelEvent> events) {
        JsonNode usage = response.path("usage");
        if (usage.isObject()) {
            events.accept(new ModelEvent.UsageReported(new Usage(
                    usage.path("input_tokens").asLong(0),
                    usage.path("output_tokens").asLong(0),
                    count(usage.path("output_tokens_details").path("reasoning_tokens")),
                    count(usage.path("input_tokens_details").path("cached_tokens")))));
        }
        finish(calls > 0 && reason == FinishReason.STOP ? FinishReason.TOOL_CALLS : reason);
        done();
    }

    private static int place(JsonNode frame) {
        return frame.path("output_index").asInt(0);
    }

    /** A call under way. */
    private static final class Call {
        private final int index;
        private boolean hasArguments;

        private Call(int index) {
            this.index = index;
        }
    }
}
