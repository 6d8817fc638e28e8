package dev.polylogue.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.TokenUsage;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.Usage;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Turns what LangChain4j tells into events of the engine. A call that came in no pieces is told whole. */
final class Answers implements StreamingChatResponseHandler {

    private final LangChain4jCall call;

    /** The calls that were told, by their index; bounded by the answer. */
    private final Set<Integer> told = ConcurrentHashMap.newKeySet();

    Answers(LangChain4jCall call) {
        this.call = call;
    }

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
        text(piece.text(), context.streamingHandle());
    }

    @Override
    public void onPartialResponse(String piece) {
        text(piece, null);
    }

    private void text(@Nullable String text, @Nullable StreamingHandle handle) {
        if (text != null && !text.isEmpty()) {
            call.said(new ModelEvent.TextDelta(text), handle);
        }
    }

    @Override
    public void onPartialThinking(PartialThinking piece, PartialThinkingContext context) {
        thinking(piece, context.streamingHandle());
    }

    @Override
    public void onPartialThinking(PartialThinking piece) {
        thinking(piece, null);
    }

    private void thinking(PartialThinking piece, @Nullable StreamingHandle handle) {
        String text = piece.text();
        if (text != null && !text.isEmpty()) {
            call.said(new ModelEvent.ReasoningDelta(text), handle);
        }
    }

    @Override
    public void onPartialToolCall(PartialToolCall piece, PartialToolCallContext context) {
        toolCall(piece, context.streamingHandle());
    }

    @Override
    public void onPartialToolCall(PartialToolCall piece) {
        toolCall(piece, null);
    }

    private void toolCall(PartialToolCall piece, @Nullable StreamingHandle handle) {
        told.add(piece.index());
        call.said(
                new ModelEvent.ToolCallDelta(piece.index(), piece.id(), piece.name(), piece.partialArguments()),
                handle);
    }

    @Override
    public void onCompleteToolCall(CompleteToolCall whole) {
        whole(whole.index(), whole.toolExecutionRequest());
    }

    private void whole(int index, ToolExecutionRequest request) {
        if (told.add(index)) {
            String arguments = request.arguments() == null ? "" : request.arguments();
            call.said(new ModelEvent.ToolCallDelta(index, request.id(), request.name(), arguments), null);
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        List<ToolExecutionRequest> requests = response.aiMessage().toolExecutionRequests();
        for (int i = 0; i < requests.size(); i++) {
            whole(i, requests.get(i));
        }
        TokenUsage usage = response.tokenUsage();
        if (usage != null) {
            call.said(
                    new ModelEvent.UsageReported(
                            new Usage(count(usage.inputTokenCount()), count(usage.outputTokenCount()), null, null)),
                    null);
        }
        call.end(new ModelEvent.Finished(requests.isEmpty() ? reason(response) : FinishReason.TOOL_CALLS));
    }

    private static long count(@Nullable Integer tokens) {
        return tokens == null ? 0 : tokens;
    }

    private static FinishReason reason(ChatResponse response) {
        return switch (response.finishReason()) {
            case STOP -> FinishReason.STOP;
            case LENGTH -> FinishReason.LENGTH;
            case TOOL_EXECUTION -> FinishReason.TOOL_CALLS;
            case CONTENT_FILTER -> FinishReason.CONTENT_FILTER;
            case OTHER -> FinishReason.OTHER;
            case null -> FinishReason.OTHER;
        };
    }

    @Override
    public void onError(Throwable error) {
        String words = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        String message = "The model failed: " + words + (words.endsWith(".") ? "" : ".");
        call.end(
                switch (error) {
                    case RateLimitException _ ->
                        new ModelEvent.Failed(ErrorCode.UPSTREAM_BUSY, message, new ModelEvent.Retry(null));
                    case TimeoutException _ -> new ModelEvent.Failed(ErrorCode.UPSTREAM_TIMEOUT, message, null);
                    case UnresolvedModelServerException _ ->
                        new ModelEvent.Failed(ErrorCode.UPSTREAM_UNREACHABLE, message, null);
                    case AuthenticationException _, InvalidRequestException _, ModelNotFoundException _ ->
                        new ModelEvent.Failed(ErrorCode.UPSTREAM_REFUSED, message, null);
                    default -> new ModelEvent.Failed(ErrorCode.UPSTREAM_ERROR, message, null);
                });
    }
}
