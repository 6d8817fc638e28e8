package dev.polylogue.testkit.checker;

import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Message;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the store held.
 *
 * @param from before it was read
 * @param until after it was read
 * @param conversations all that there are, or at least all that the history speaks of, with their messages
 */
public record StoreView(long from, long until, Map<ConversationId, List<Message>> conversations) {

    public StoreView {
        conversations = Map.copyOf(conversations);
    }

    /** The message; null where it is not there. */
    @Nullable Message find(ConversationId conversation, MessageId id) {
        return conversations.getOrDefault(conversation, List.of()).stream()
                .filter(message -> message.id().equals(id))
                .findFirst()
                .orElse(null);
    }
}
