package dev.polylogue.server.aisdk;

import dev.polylogue.server.follow.TurnStart;
import dev.polylogue.server.problem.RefusedException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A message of npm {@code ai} 7.0.173's {@code WebSocketChatTransport} ({@code src/ui/websocket-chat-transport.ts}).
 *
 * <p>{@code send} asks for a turn, as a request over HTTP does; {@code resume} for the answer that a chat is given just
 * now, {@code abort} for the end of what {@code requestId} asked for. A client may send an abort at any time, also
 * before it was told anything of its request, and expects no answer to it.
 *
 * @param lastSequence with {@code resume}: the number of the last chunk that the client has; missing from the stock
 *     client, which starts anew
 * @param body what a front end gives besides; ours is {@code model}
 */
record SocketRequest(
        @Nullable String type,
        @Nullable String requestId,
        @Nullable String id,
        @Nullable String trigger,
        @Nullable String messageId,
        @Nullable List<JsonNode> messages,
        @Nullable Long lastSequence,
        @Nullable JsonNode body) {

    /** What it sends, as if it had come over HTTP. */
    ChatBody chat() {
        String model = body == null ? null : body.path("model").asString(null);
        return new ChatBody(id, messages, trigger, messageId, model);
    }

    /** From where on it wants to resume. */
    TurnStart start() {
        if (lastSequence == null) {
            return TurnStart.WHOLE;
        }
        if (lastSequence < 0 || lastSequence > Integer.MAX_VALUE) {
            throw RefusedException.badRequest("lastSequence", "The field lastSequence must be the number of a chunk.");
        }
        return TurnStart.behind(lastSequence + 1);
    }
}
