package dev.polylogue.engine.provider;

import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.FinishReason;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Something that a model said, or how the call to it ended. */
public sealed interface ModelEvent {

    /** How a call ended. Each call has exactly one. */
    sealed interface Terminal extends ModelEvent {}

    /** More of the answer. Never empty. */
    record TextDelta(String text) implements ModelEvent {}

    /** More of the model's reasoning. Never empty. */
    record ReasoningDelta(String text) implements ModelEvent {}

    /**
     * The reasoning so far is whole, and what comes next is another one. Where no reasoning is open, one without words
     * is meant.
     *
     * @param metadata an object with one field, named after the dialect: what has to be told again with the reasoning;
     *     null for nothing
     */
    record ReasoningEnded(@Nullable JsonNode metadata) implements ModelEvent {}

    /**
     * More of a tool call. Pieces of several calls may interleave.
     *
     * @param index which call of this step
     * @param id the model's id of the call; null in pieces that do not repeat it
     * @param name the tool; null in pieces that do not repeat it
     * @param argumentsDelta JSON text cut anywhere; may be empty
     * @param metadata as for {@link ReasoningEnded}; the last that is not null counts
     */
    record ToolCallDelta(
            int index,
            @Nullable String id,
            @Nullable String name,
            String argumentsDelta,
            @Nullable JsonNode metadata) implements ModelEvent {

        public ToolCallDelta(int index, @Nullable String id, @Nullable String name, String argumentsDelta) {
            this(index, id, name, argumentsDelta, null);
        }
    }

    /** A page that the answer rests on. */
    record SourceDocument(String id, String mediaType, String title) implements ModelEvent {}

    /**
     * The model asks the person. The call ends after it with {@link FinishReason#TOOL_CALLS}; once the question has
     * ended, the next step's prompt says how.
     *
     * @param options to choose from; may be empty
     */
    record QuestionAsked(String question, List<String> options) implements ModelEvent {

        public QuestionAsked {
            options = List.copyOf(options);
        }
    }

    /** What this call cost, in all so far; a later one replaces it. */
    record UsageReported(dev.polylogue.protocol.message.Usage usage) implements ModelEvent {}

    /** The model ended its answer. */
    record Finished(FinishReason reason) implements Terminal {}

    /**
     * The call failed.
     *
     * @param code one of the {@code UPSTREAM_…} codes
     * @param message a sentence for the person, with the server's own words where it gave any
     * @param retry whether the same call may work later, and when; null: it will not
     */
    record Failed(ErrorCode code, String message, @Nullable Retry retry) implements Terminal {}

    /** It was closed from our side. */
    record Cancelled() implements Terminal {}

    /** The same call may work later; {@code after} is the server's own wish, null if it has none. */
    record Retry(@Nullable Duration after) {}
}
