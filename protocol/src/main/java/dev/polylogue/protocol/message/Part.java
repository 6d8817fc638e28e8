package dev.polylogue.protocol.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A piece of a message. {@code docs/protocol.md}, "Parts", has the JSON form. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Part.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Part.Reasoning.class, name = "reasoning"),
    @JsonSubTypes.Type(value = Part.ToolCall.class, name = "dynamic-tool"),
    @JsonSubTypes.Type(value = Part.SourceDocument.class, name = "source-document"),
    @JsonSubTypes.Type(value = Part.File.class, name = "file"),
    @JsonSubTypes.Type(value = Part.Question.class, name = "data-clarification")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Part {

    /** Words of the answer, or of the person. */
    record Text(String id, String text) implements Part {}

    /**
     * What the model thought before it answered.
     *
     * @param providerMetadata what its provider wants back with it, under the name of the dialect; null for nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reasoning(String id, String text, @Nullable JsonNode providerMetadata) implements Part {

        public Reasoning(String id, String text) {
            this(id, text, null);
        }
    }

    /**
     * A tool that the model wants to call.
     *
     * @param input null until its arguments are whole
     * @param output what the tool gave; null unless {@code state} is {@code output-available}
     * @param errorText why there is none, in words; null unless {@code state} is {@code output-error}
     * @param approval the person's word on it; null where nobody was asked
     * @param activity how the tool itself fares; null until it was looked at
     * @param callProviderMetadata as for {@link Reasoning}
     * @param step the model call that it belongs to; null where that was not kept
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ToolCall(
            String toolCallId,
            String toolName,
            ToolCallState state,
            String inputText,
            @Nullable JsonNode input,
            @Nullable JsonNode output,
            @Nullable String errorText,
            @Nullable ToolApproval approval,
            @Nullable ToolActivity activity,
            @Nullable JsonNode callProviderMetadata,
            @Nullable Integer step)
            implements Part {

        /** What is said of one that was cut off. */
        public static final String CUT_OFF = "The answer ended before the tool did.";

        /** Whether anything can still come of it: it was looked at, and has no result. */
        private boolean isUnderWay() {
            return activity != null && !state.isResult();
        }

        /** The same, or its end where it is under way while its answer ends. */
        public ToolCall cutOff() {
            return isUnderWay()
                    ? new ToolCall(
                            toolCallId,
                            toolName,
                            ToolCallState.OUTPUT_ERROR,
                            inputText,
                            input,
                            null,
                            CUT_OFF,
                            approval,
                            activity == null ? null : activity.ended(ToolActivity.State.CANCELLED),
                            callProviderMetadata,
                            step)
                    : this;
        }
    }

    /** An image or a text that the person gave with the message; {@code url} is where its bytes are. */
    record File(String url, String mediaType, String filename, long size) implements Part {}

    /** A page that the answer rests on. */
    record SourceDocument(String sourceId, String mediaType, String title) implements Part {}

    /** A question to the person, in the place where it was asked. */
    record Question(
            @JsonProperty("id") String id,
            @JsonProperty("data") Clarification data) implements Part {}

    /** How far a tool call is, in the words of the AI SDK. */
    enum ToolCallState {
        INPUT_STREAMING("input-streaming"),
        INPUT_AVAILABLE("input-available"),
        APPROVAL_REQUESTED("approval-requested"),
        APPROVAL_RESPONDED("approval-responded"),
        OUTPUT_AVAILABLE("output-available"),
        OUTPUT_ERROR("output-error"),
        OUTPUT_DENIED("output-denied");

        private final String wire;

        ToolCallState(String wire) {
            this.wire = wire;
        }

        /** The word on the wire. */
        @JsonValue
        public String wire() {
            return wire;
        }

        /** Whether nothing more comes. */
        public boolean isResult() {
            return this == OUTPUT_AVAILABLE || this == OUTPUT_ERROR || this == OUTPUT_DENIED;
        }
    }
}
