package dev.polylogue.providers.call;

import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.protocol.message.FinishReason;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A reader of frames each of which is one JSON text. */
public abstract class JsonFrames implements FrameReader {

    private @Nullable FinishReason finishReason;
    private boolean done;

    @Override
    public final void read(byte[] bytes, int offset, int length, Consumer<? super ModelEvent> events) {
        try {
            frame(JsonMapper.shared().readTree(bytes, offset, length), events);
        } catch (JacksonException unreadable) {
            throw new UnreadableFrameException(unreadable);
        }
    }

    /** None of these dialects sends an answer whole that was asked for as a stream; an error may come so. */
    @Override
    public void readWhole(byte[] bytes, Consumer<? super ModelEvent> events) {
        read(bytes, 0, bytes.length, events);
    }

    /** Reads one frame. */
    protected abstract void frame(JsonNode frame, Consumer<? super ModelEvent> events);

    /** The model has ended its answer. */
    protected final void finish(FinishReason reason) {
        finishReason = reason;
    }

    /** Nothing more comes. */
    protected final void done() {
        done = true;
    }

    /** Hands on the failure that {@code frame} tells of. */
    protected static void fail(JsonNode frame, Consumer<? super ModelEvent> events) {
        ErrorBody error = ErrorBody.of(frame);
        events.accept(Failures.inStream(error == null ? new ErrorBody("", "") : error));
    }

    /** Hands on a piece of text, where it is not empty. */
    protected static void text(JsonNode text, Consumer<? super ModelEvent> events) {
        String words = text.asString("");
        if (!words.isEmpty()) {
            events.accept(new ModelEvent.TextDelta(words));
        }
    }

    /** Hands on a piece of reasoning, where it is not empty. */
    protected static void reasoning(JsonNode text, Consumer<? super ModelEvent> events) {
        String words = text.asString("");
        if (!words.isEmpty()) {
            events.accept(new ModelEvent.ReasoningDelta(words));
        }
    }

    /** What to keep with a reasoning or a call: an object with the one field {@code dialect}. */
    protected static JsonNode metadata(String dialect, JsonNode ours) {
        return JsonMapper.shared().createObjectNode().set(dialect, ours);
    }

    /** The text; null where it is none or empty. */
    protected static @Nullable String nonEmpty(JsonNode text) {
        String value = text.asString("");
        return value.isEmpty() ? null : value;
    }

    /** The number; null where it is none. */
    protected static @Nullable Long count(JsonNode number) {
        return number.isNumber() ? number.asLong(0) : null;
    }

    @Override
    public final @Nullable FinishReason finishReason() {
        return finishReason;
    }

    @Override
    public final boolean isDone() {
        return done;
    }
}
