package dev.polylogue.engine.log;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Whose log it is, and of what. */
public record LogIdentity(
        UserId owner,
        GenerationId generationId,
        ConversationId conversationId,
        MessageId messageId,
        @Nullable MessageId parentId,
        String model) {

    /** The names of conversation and generation, as the first members of a JSON object: what stands before their values. */
    byte[] encodedNames() {
        return ("\"conversationId\":\"" + conversationId + "\",\"generationId\":\"" + generationId + '"')
                .getBytes(StandardCharsets.UTF_8);
    }
}
