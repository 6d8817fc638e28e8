package dev.polylogue.server.gateway;

import dev.polylogue.engine.completion.Completion;
import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.Usage;
import dev.polylogue.server.follow.DataSource;
import dev.polylogue.server.problem.OpenAiError;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One answer as a stream of {@code chat.completion.chunk}. A client that hangs up ends the call. A failure is an event of
 * its own, after which neither an end nor {@code [DONE]} is told.
 */
final class AnswerPieces implements DataSource {

    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.UTF_8);

    private final Function<Runnable, Completion> begin;
    private final Supplier<ObjectNode> head;
    private final boolean includesUsage;
    private final Time time;
    private final ToolCallPieces calls = new ToolCallPieces();
    private volatile @Nullable Completion completion;
    private boolean isBegun;
    private @Nullable Usage usage;

    AnswerPieces(Function<Runnable, Completion> begin, Supplier<ObjectNode> head, boolean includesUsage, Time time) {
        this.begin = begin;
        this.head = head;
        this.includesUsage = includesUsage;
        this.time = time;
    }

    @Override
    public void start(Runnable news) {
        completion = begin.apply(news);
    }

    @Override
    public boolean take(Consumer<byte[]> data) {
        if (!isBegun) {
            isBegun = true;
            data.accept(piece(delta().put("role", "assistant").put("content", ""), null));
        }
        Completion taken = completion;
        boolean goesOn = true;
        if (taken != null) {
            for (ModelEvent event : taken.take()) {
                goesOn = take(event, data);
            }
        }
        return goesOn;
    }

    private boolean take(ModelEvent event, Consumer<byte[]> data) {
        switch (event) {
            case ModelEvent.TextDelta delta -> data.accept(piece(delta().put("content", delta.text()), null));
            case ModelEvent.ReasoningDelta delta ->
                data.accept(piece(delta().put("reasoning_content", delta.text()), null));
            case ModelEvent.ToolCallDelta delta -> {
                ObjectNode json = delta();
                json.putArray("tool_calls").add(calls.piece(delta));
                data.accept(piece(json, null));
            }
            case ModelEvent.QuestionAsked asked ->
                data.accept(piece(delta().put("content", ChatWords.question(asked)), null));
            case ModelEvent.UsageReported reported -> usage = reported.usage();
            case ModelEvent.ReasoningEnded _, ModelEvent.SourceDocument _ -> {}
            case ModelEvent.Finished finished -> finish(finished.reason(), data);
            case ModelEvent.Failed failed -> data.accept(OpenAiError.json(failed.code(), failed.message()));
            case ModelEvent.Cancelled _ ->
                data.accept(OpenAiError.json(
                        ErrorCode.UPSTREAM_INTERRUPTED, "The connection to the model was closed: ask again."));
        }
        return !(event instanceof ModelEvent.Terminal);
    }

    private void finish(FinishReason reason, Consumer<byte[]> data) {
        data.accept(piece(delta(), ChatWords.finishReason(reason, !calls.isEmpty())));
        if (includesUsage) {
            ObjectNode last = head.get();
            last.putArray("choices");
            last.set("usage", usage == null ? null : ChatWords.usage(usage));
            data.accept(JsonMapper.shared().writeValueAsBytes(last));
        }
        data.accept(DONE);
    }

    private static ObjectNode delta() {
        return JsonMapper.shared().createObjectNode();
    }

    private byte[] piece(ObjectNode delta, @Nullable String finishReason) {
        ObjectNode piece = head.get();
        ObjectNode choice = piece.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", finishReason);
        if (includesUsage) {
            piece.putNull("usage");
        }
        return JsonMapper.shared().writeValueAsBytes(piece);
    }

    /** Closing waits for the connection to close, so it has a thread of its own. */
    @Override
    public void ended() {
        Completion open = completion;
        if (open != null) {
            time.startThread("completion-ended", open::close);
        }
    }
}
