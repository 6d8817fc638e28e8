package dev.polylogue.engine.log;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.FinishReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Identities and chunks for the tests of logs; {@code number} tells one generation's from another's. */
final class Logs {

    static final UserId ANN = new UserId("ann");
    static final UserId BEN = new UserId("ben");

    private Logs() {}

    static LogIdentity identity(UserId owner, long number) {
        return new LogIdentity(
                owner, generation(number), conversation(number), new MessageId(id(3, number)), null, "test/model");
    }

    static GenerationId generation(long number) {
        return new GenerationId(id(1, number));
    }

    static ConversationId conversation(long number) {
        return new ConversationId(id(2, number));
    }

    private static UUID id(long kind, long number) {
        return new UUID(0x7000 | kind << 16, 0x8000_0000_0000_0000L | number);
    }

    static Chunk delta(String text) {
        return new Chunk.TextDelta("t0", text);
    }

    static Chunk finish() {
        return new Chunk.Finish(FinishReason.STOP);
    }

    static String text(byte[] chunk) {
        return new String(chunk, StandardCharsets.UTF_8);
    }

    static List<String> texts(List<byte[]> chunks) {
        return chunks.stream().map(Logs::text).toList();
    }

    static String encoded(Chunk chunk) {
        return text(ChunkCodec.encode(chunk));
    }
}
