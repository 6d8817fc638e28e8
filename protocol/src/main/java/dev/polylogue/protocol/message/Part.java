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
    @JsonSubTypes.Type(value = Part.Question.class, name = "data-clarification")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Part {

    /** Words of the answer, or of the person. */
    record Text(String id, String text) implements Part {}

    /** What the model thought before it answered. */
    record Reasoning(String id, String text) implements Part {}

    /** A tool that the model wants to call; {@code input} is null until its arguments are whole. */
    record ToolCall(
            String toolCallId,
            String toolName,
            ToolCallState state,
            String inputText,
            @Nullable JsonNode input) implements Part {}

    /** A page that the answer rests on. */
    record SourceDocument(String sourceId, String mediaType, String title) implements Part {}

    /** A question to the person, in the place where it was asked. */
    record Question(
            @JsonProperty("id") String id,
            @JsonProperty("data") Clarification data) implements Part {}

    /** How whole the arguments of a tool call are. */
    enum ToolCallState {
        INPUT_STREAMING("input-streaming"),
        INPUT_AVAILABLE("input-available");

        private final String wire;

        ToolCallState(String wire) {
            this.wire = wire;
        }

        /** The word on the wire. */
        @JsonValue
        public String wire() {
            return wire;
        }
    }
}
