package dev.polylogue.server.gateway;

import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.Usage;
import dev.polylogue.server.problem.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts together what a model said, as one {@code chat.completion}. */
final class WholeAnswer {

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final ToolCallPieces pieces = new ToolCallPieces();
    private final List<ObjectNode> calls = new ArrayList<>();
    private final List<StringBuilder> arguments = new ArrayList<>();
    private @Nullable Usage usage;
    private FinishReason reason = FinishReason.OTHER;

    static ObjectNode of(List<ModelEvent> events, ObjectNode head) {
        var answer = new WholeAnswer();
        events.forEach(answer::take);
        return answer.into(head);
    }

    private void take(ModelEvent event) {
        switch (event) {
            case ModelEvent.TextDelta delta -> text.append(delta.text());
            case ModelEvent.ReasoningDelta delta -> reasoning.append(delta.text());
            case ModelEvent.ToolCallDelta delta -> toolCall(delta);
            case ModelEvent.QuestionAsked asked -> text.append(ChatWords.question(asked));
            case ModelEvent.UsageReported reported -> usage = reported.usage();
            case ModelEvent.Finished finished -> reason = finished.reason();
            case ModelEvent.Failed failed -> {
                ModelEvent.Retry retry = failed.retry();
                throw RefusedException.upstream(failed.code(), failed.message(), retry == null ? null : retry.after());
            }
            case ModelEvent.Cancelled _ ->
                throw RefusedException.because(
                        ErrorCode.UPSTREAM_INTERRUPTED, "The connection to the model was closed: ask again.");
            case ModelEvent.ReasoningEnded _, ModelEvent.SourceDocument _ -> {}
        }
    }

    private void toolCall(ModelEvent.ToolCallDelta delta) {
        ObjectNode piece = pieces.piece(delta);
        int place = piece.path("index").asInt();
        if (place == calls.size()) {
            piece.remove("index");
            calls.add(piece);
            arguments.add(new StringBuilder());
        }
        arguments.get(place).append(delta.argumentsDelta());
    }

    private ObjectNode into(ObjectNode head) {
        ObjectNode choice = head.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        message.put("content", text.isEmpty() && !calls.isEmpty() ? null : text.toString());
        message.putNull("refusal");
        if (!reasoning.isEmpty()) {
            message.put("reasoning_content", reasoning.toString());
        }
        if (!calls.isEmpty()) {
            ArrayNode list = message.putArray("tool_calls");
            for (int i = 0; i < calls.size(); i++) {
                JsonNode function = calls.get(i).path("function");
                if (function instanceof ObjectNode object) {
                    object.put("arguments", arguments.get(i).toString());
                }
                list.add(calls.get(i));
            }
        }
        choice.putNull("logprobs").put("finish_reason", ChatWords.finishReason(reason, !calls.isEmpty()));
        if (usage != null) {
            head.set("usage", ChatWords.usage(usage));
        }
        return head;
    }
}
