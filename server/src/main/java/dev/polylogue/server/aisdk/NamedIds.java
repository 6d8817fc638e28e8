package dev.polylogue.server.aisdk;

import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MalformedIdException;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.RequestId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Our ids of what an AI SDK client names by words of its own. A UUID is taken as it is; from any other words one is made
 * by their hash, so that the same words mean the same thing for ever, with nothing kept.
 */
final class NamedIds {

    private NamedIds() {}

    static ConversationId conversation(String chat) {
        try {
            return ConversationId.of(chat);
        } catch (MalformedIdException words) {
            return new ConversationId(hash("chat", chat));
        }
    }

    /** Message ids of two chats may be the same words. */
    static MessageId message(String chat, String message) {
        try {
            return MessageId.of(message);
        } catch (MalformedIdException words) {
            return new MessageId(hash("message", chat + "\n" + message));
        }
    }

    /** A message that is sent twice is one request. */
    static RequestId request(String chat, String message) {
        return new RequestId(hash("request", chat + "\n" + message));
    }

    private static UUID hash(String kind, String words) {
        return UUID.nameUUIDFromBytes((kind + "\n" + words).getBytes(StandardCharsets.UTF_8));
    }
}
