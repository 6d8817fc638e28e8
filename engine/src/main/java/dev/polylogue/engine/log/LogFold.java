package dev.polylogue.engine.log;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.chunk.PartFold;
import dev.polylogue.protocol.message.Part;
import java.util.List;

/**
 * What the chunks of a log say together. Folded when somebody asks, out of the encoded chunks and as far as they have come:
 * few ask while an answer is written, and a fold that takes part in each token would hold the text a second time and touch
 * memory that is in no cache.
 *
 * <p>Any thread may ask. It has a lock of its own, so a long answer that is folded keeps neither its writer nor readers
 * of its chunks waiting; asking again takes the time of what came since.
 */
final class LogFold {

    private final NumberedChunks chunks;

    @GuardedBy("this") private final PartFold parts = new PartFold();

    @GuardedBy("this") private LogStatus status = LogStatus.NEW;

    @GuardedBy("this") private int size;

    LogFold(NumberedChunks chunks) {
        this.chunks = chunks;
    }

    /** All of it, as one moment. */
    synchronized FeedGeneration glance(LogIdentity identity) {
        catchUp();
        return new FeedGeneration(
                identity.generationId(),
                identity.conversationId(),
                identity.messageId(),
                identity.parentId(),
                identity.model(),
                status.phase(),
                size,
                parts.parts(),
                status.queue());
    }

    synchronized List<Part> parts() {
        catchUp();
        return parts.parts();
    }

    synchronized long characters() {
        catchUp();
        return parts.characters();
    }

    @GuardedBy("this") private void catchUp() {
        int now = chunks.size();
        for (byte[] encoded : chunks.between(size, now)) {
            Chunk chunk = ChunkCodec.decode(encoded);
            parts.add(chunk);
            status = status.after(chunk);
        }
        size = now;
    }
}
