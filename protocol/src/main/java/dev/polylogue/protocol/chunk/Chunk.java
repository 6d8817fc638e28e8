package dev.polylogue.protocol.chunk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.FinishReason;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.StopCause;
import dev.polylogue.protocol.message.ToolActivity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One unit of the live stream of a generation: the Vercel AI SDK's UI message stream v1, with our own in {@code data-*}.
 * {@code docs/protocol.md} says what each means and in which order they come.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Chunk.Start.class, name = "start"),
    @JsonSubTypes.Type(value = Chunk.StartStep.class, name = "start-step"),
    @JsonSubTypes.Type(value = Chunk.FinishStep.class, name = "finish-step"),
    @JsonSubTypes.Type(value = Chunk.TextStart.class, name = "text-start"),
    @JsonSubTypes.Type(value = Chunk.TextDelta.class, name = "text-delta"),
    @JsonSubTypes.Type(value = Chunk.TextEnd.class, name = "text-end"),
    @JsonSubTypes.Type(value = Chunk.ReasoningStart.class, name = "reasoning-start"),
    @JsonSubTypes.Type(value = Chunk.ReasoningDelta.class, name = "reasoning-delta"),
    @JsonSubTypes.Type(value = Chunk.ReasoningEnd.class, name = "reasoning-end"),
    @JsonSubTypes.Type(value = Chunk.ToolInputStart.class, name = "tool-input-start"),
    @JsonSubTypes.Type(value = Chunk.ToolInputDelta.class, name = "tool-input-delta"),
    @JsonSubTypes.Type(value = Chunk.ToolInputAvailable.class, name = "tool-input-available"),
    @JsonSubTypes.Type(value = Chunk.ToolApprovalRequest.class, name = "tool-approval-request"),
    @JsonSubTypes.Type(value = Chunk.ToolOutputAvailable.class, name = "tool-output-available"),
    @JsonSubTypes.Type(value = Chunk.ToolOutputError.class, name = "tool-output-error"),
    @JsonSubTypes.Type(value = Chunk.ToolOutputDenied.class, name = "tool-output-denied"),
    @JsonSubTypes.Type(value = Chunk.Tool.class, name = "data-tool"),
    @JsonSubTypes.Type(value = Chunk.SourceDocument.class, name = "source-document"),
    @JsonSubTypes.Type(value = Chunk.Status.class, name = "data-status"),
    @JsonSubTypes.Type(value = Chunk.Queue.class, name = "data-queue"),
    @JsonSubTypes.Type(value = Chunk.Question.class, name = "data-clarification"),
    @JsonSubTypes.Type(value = Chunk.Usage.class, name = "data-usage"),
    @JsonSubTypes.Type(value = Chunk.Title.class, name = "data-title"),
    @JsonSubTypes.Type(value = Chunk.MessageMetadata.class, name = "message-metadata"),
    @JsonSubTypes.Type(value = Chunk.Finish.class, name = "finish"),
    @JsonSubTypes.Type(value = Chunk.Abort.class, name = "abort"),
    @JsonSubTypes.Type(value = Chunk.Failure.class, name = "error")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Chunk {

    /** The last chunk of a generation. Exactly one comes, and only after the message is stored. */
    sealed interface Terminal extends Chunk {}

    /** The first chunk: the message begins, or begins again. */
    record Start(MessageId messageId, StartMetadata messageMetadata) implements Chunk {}

    /** What a reader that knows nothing yet has to know about the message. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StartMetadata(
            GenerationId generationId,
            ConversationId conversationId,
            @Nullable MessageId parentId,
            String model,
            Instant createdAt) {}

    /** A model call begins. */
    record StartStep() implements Chunk {}

    /** A model call ended. */
    record FinishStep() implements Chunk {}

    /** A text part begins. */
    record TextStart(String id) implements Chunk {}

    /** More of a text part. */
    record TextDelta(String id, String delta) implements Chunk {}

    /** A text part ended. */
    record TextEnd(String id) implements Chunk {}

    /** A reasoning part begins. */
    record ReasoningStart(String id) implements Chunk {}

    /** More of a reasoning part. */
    record ReasoningDelta(String id, String delta) implements Chunk {}

    /**
     * A reasoning part ended.
     *
     * @param providerMetadata what its provider wants back with it, under the name of the dialect; null for nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReasoningEnd(String id, @Nullable JsonNode providerMetadata) implements Chunk {

        public ReasoningEnd(String id) {
            this(id, null);
        }
    }

    /**
     * The arguments of a tool call begin.
     *
     * @param step the model call that it belongs to, from 1: calls of one step were made side by side, without knowing what
     *     the others give; null in what was written before this was kept
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ToolInputStart(
            String toolCallId, String toolName, @Nullable Integer step) implements Chunk {

        /** Always true: tools are not known when the front end is built. */
        @JsonProperty("dynamic")
        public boolean isDynamic() {
            return true;
        }
    }

    /** More of the arguments, as JSON text cut anywhere. */
    record ToolInputDelta(String toolCallId, String inputTextDelta) implements Chunk {}

    /** The arguments are whole; {@code providerMetadata} as for {@link ReasoningEnd}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ToolInputAvailable(
            String toolCallId,
            String toolName,
            JsonNode input,
            @Nullable JsonNode providerMetadata) implements Chunk {

        public ToolInputAvailable(String toolCallId, String toolName, JsonNode input) {
            this(toolCallId, toolName, input, null);
        }

        /** Always true, as for {@link ToolInputStart}. */
        @JsonProperty("dynamic")
        public boolean isDynamic() {
            return true;
        }
    }

    /** The person has to say whether the tool may be called. */
    record ToolApprovalRequest(String approvalId, String toolCallId) implements Chunk {}

    /** What the tool gave. */
    record ToolOutputAvailable(String toolCallId, JsonNode output) implements Chunk {

        /** Always true, as for {@link ToolInputStart}. */
        @JsonProperty("dynamic")
        public boolean isDynamic() {
            return true;
        }
    }

    /** Why the tool gave nothing, in words. */
    record ToolOutputError(String toolCallId, String errorText) implements Chunk {

        /** Always true, as for {@link ToolInputStart}. */
        @JsonProperty("dynamic")
        public boolean isDynamic() {
            return true;
        }
    }

    /** The person did not want it called, or did not say. */
    record ToolOutputDenied(String toolCallId) implements Chunk {}

    /** How a called tool fares; the same call again replaces it. */
    record Tool(ToolData data) implements Chunk {

        @JsonProperty("transient")
        public boolean isTransient() {
            return true;
        }
    }

    /**
     * The content of {@link Tool}.
     *
     * @param approved the person's word, where it was asked for and given; else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ToolData(
            String toolCallId,
            ToolActivity activity,
            @Nullable Boolean approved) {}

    /** A page that the answer rests on. */
    record SourceDocument(String sourceId, String mediaType, String title) implements Chunk {}

    /** How far the generation is. */
    record Status(StatusData data) implements Chunk {

        @JsonProperty("transient")
        public boolean isTransient() {
            return true;
        }
    }

    /** The content of {@link Status}; {@code retry} where the upstream is asked again. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StatusData(
            GenerationPhase state, int step, @Nullable Retry retry) {}

    /** The upstream refused before its first content; attempt {@code attempt} of {@code of} follows after the delay. */
    record Retry(int attempt, int of, long delayMillis, String reason) {}

    /** The place in front of the model; 1 is next. */
    record Queue(QueueData data) implements Chunk {

        @JsonProperty("transient")
        public boolean isTransient() {
            return true;
        }
    }

    /**
     * The content of {@link Queue}.
     *
     * @param opensAt until when the model's server wants to be left alone; null: it takes calls
     * @param held true where the person holds back what has not begun; else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QueueData(
            int position,
            int of,
            @Nullable Instant opensAt,
            @Nullable Boolean held) {

        /** In a line that moves. */
        public QueueData(int position, int of) {
            this(position, of, null, null);
        }
    }

    /** The model asks the person, or the question ended. */
    record Question(String id, Clarification data) implements Chunk {

        public Question(Clarification clarification) {
            this(clarification.id().toString(), clarification);
        }
    }

    /** What the answer cost so far. */
    record Usage(dev.polylogue.protocol.message.Usage data) implements Chunk {

        @JsonProperty("transient")
        public boolean isTransient() {
            return true;
        }
    }

    /** The conversation has a new title. */
    record Title(TitleData data) implements Chunk {

        @JsonProperty("transient")
        public boolean isTransient() {
            return true;
        }
    }

    /** The content of {@link Title}. */
    record TitleData(String title) {}

    /** Comes before {@link Abort}, for clients that show nothing for an abort. */
    record MessageMetadata(StopMetadata messageMetadata) implements Chunk {}

    /** The content of {@link MessageMetadata}. */
    record StopMetadata(boolean stopped, StopCause stopCause) {}

    /** End: complete. */
    record Finish(FinishReason finishReason) implements Terminal {}

    /** End: stopped. */
    record Abort(StopCause reason) implements Terminal {}

    /** End: failed. */
    record Failure(String errorText, String code) implements Terminal {}
}
