package dev.polylogue.client;

import dev.polylogue.client.WireServer.Reply;
import dev.polylogue.client.WireServer.Request;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.FinishReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** An answer as the wire has it, and a client for tests. */
final class Wire {

    static final ConversationId CONVERSATION = new ConversationId(new UUID(1, 1));
    static final GenerationId GENERATION = new GenerationId(new UUID(2, 2));
    static final MessageId QUESTION = new MessageId(new UUID(3, 3));
    static final MessageId MESSAGE = new MessageId(new UUID(4, 4));
    static final String TEXT = "Grüße, 世界! 🙂 and more";

    /** Takes no time between two tries. */
    static final ReconnectPace AT_ONCE = new ReconnectPace(Duration.ZERO, Duration.ZERO, 3);

    private Wire() {}

    static PolylogueBuilder client(WireServer server) {
        return Polylogue.builder(server.address()).reconnect(AT_ONCE).random(new Random(1));
    }

    /** All chunks of a short answer. */
    static List<Chunk> chunks() {
        List<Chunk> chunks = new ArrayList<>();
        chunks.add(new Chunk.Start(
                MESSAGE, new Chunk.StartMetadata(GENERATION, CONVERSATION, QUESTION, "a/b", Instant.EPOCH)));
        chunks.add(new Chunk.TextStart("t0"));
        for (String word : TEXT.splitWithDelimiters(" ", 0)) {
            chunks.add(new Chunk.TextDelta("t0", word));
        }
        chunks.add(new Chunk.TextEnd("t0"));
        chunks.add(new Chunk.Finish(FinishReason.STOP));
        return chunks;
    }

    /** The stream of chunks from an offset on, to its end. */
    static String stream(List<Chunk> chunks, int offset) {
        var stream = new StringBuilder(": alive\n\n");
        for (int i = offset; i < chunks.size(); i++) {
            stream.append(event(i, new String(ChunkCodec.encode(chunks.get(i)), StandardCharsets.UTF_8)));
        }
        return stream + "data: [DONE]\n\n";
    }

    static String event(int offset, String json) {
        return "id: " + offset + "\ndata: " + json + "\n\n";
    }

    static int offset(Request request) {
        return Integer.parseInt(request.path().substring(request.path().indexOf('=') + 1));
    }

    static boolean isChunks(Request request) {
        return request.path().contains("/chunks");
    }

    static Reply accepted() {
        return Reply.json(
                202,
                "{\"generationId\":\"" + GENERATION + "\",\"userMessageId\":\"" + QUESTION
                        + "\",\"assistantMessageId\":\"" + MESSAGE + "\"}");
    }

    static Reply problem(int status, String code) {
        return Reply.json(status, "{\"status\":" + status + ",\"detail\":\"Do it so.\",\"code\":\"" + code + "\"}");
    }

    static Reply stopped() {
        return Reply.json(
                200,
                "{\"id\":\"" + GENERATION + "\",\"conversationId\":\"" + CONVERSATION
                        + "\",\"state\":\"stopped\",\"stopCause\":\"PERSON\",\"upstreamClosed\":true,"
                        + "\"savedCharacters\":3}");
    }

    /** The conversation with the answer as the store has it. */
    static Reply stored(String status, String text) {
        return Reply.json(
                200,
                "{\"id\":\"" + CONVERSATION + "\",\"pinned\":false,\"archived\":false,"
                        + "\"updatedAt\":\"2026-11-22T08:00:00Z\",\"messageCount\":2,\"attention\":\"none\","
                        + "\"options\":{},\"messages\":[{\"id\":\"" + MESSAGE + "\",\"role\":\"assistant\","
                        + "\"status\":\"" + status + "\",\"createdAt\":\"2026-11-22T08:00:00Z\","
                        + "\"parts\":[{\"type\":\"text\",\"id\":\"t0\",\"text\":\"" + text + "\"}]}]}");
    }
}
