package dev.polylogue.engine.generation;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.provider.ModelId;
import dev.polylogue.engine.provider.ModelOptions;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.PageId;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.Usage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a generation has to do: everything it needs to know of its conversation.
 *
 * @param userMessageId the message that is answered, and the parent of the answer
 * @param model {@code provider/model}
 * @param options what the person chose for this conversation
 * @param prompt what was said up to the message that is answered
 * @param parts what the answer has already, where it goes on with a cut one
 * @param usage what the answer cost already, where it goes on with a cut one; null for nothing that is known
 * @param title a title that the conversation was given just now, to be told; null for none
 */
public record Assignment(
        UserId owner,
        GenerationId id,
        ConversationId conversationId,
        MessageId userMessageId,
        MessageId assistantMessageId,
        String model,
        @Nullable String systemPrompt,
        ModelOptions options,
        List<PromptMessage> prompt,
        List<Part> parts,
        @Nullable Usage usage,
        @Nullable PageId page,
        @Nullable String title,
        Instant startedAt) {

    public Assignment {
        prompt = List.copyOf(prompt);
        parts = List.copyOf(parts);
        ModelId.of(model);
    }

    /** The provider's part of the model's id. */
    String providerName() {
        return ModelId.of(model).provider();
    }

    /** The model's name at its provider. */
    String modelName() {
        return ModelId.of(model).model();
    }
}
