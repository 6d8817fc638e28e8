package dev.polylogue.protocol.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message, or the title of a conversation, that has all the words that were looked for.
 *
 * @param title of the conversation; null while it has none
 * @param messageId the message; null where the title was found
 * @param role who speaks in the message; null where the title was found
 * @param createdAt of the message, or of the conversation where the title was found
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchHit(
        ConversationId conversationId,
        @Nullable String title,
        @Nullable MessageId messageId,
        @Nullable Role role,
        Instant createdAt,
        List<ExcerptPiece> excerpt) {

    public SearchHit {
        excerpt = List.copyOf(excerpt);
    }
}
