package dev.polylogue.testkit.checker;

import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import java.util.List;

/** One thing that a follower saw. */
public sealed interface Sight {

    long at();

    /** The follower asked for the chunks of one generation from {@code offset} on, for the first time or again. */
    record Opened(long at, GenerationId generation, long offset) implements Sight {}

    /** Everything that is live now; what it knew before is void. */
    record Snapshot(long at, List<Live> live) implements Sight {
        public Snapshot {
            live = List.copyOf(live);
        }
    }

    /**
     * A generation in a snapshot.
     *
     * @param offset of its next chunk
     * @param text what it said so far, without reasoning
     */
    record Live(GenerationId generation, ConversationId conversation, MessageId message, long offset, String text) {}

    /**
     * Chunks of one generation that came in a row.
     *
     * @param window counts what came together: between things of one window there is no order
     * @param offset of the first one
     * @param chunks each as the JSON that was on the wire, byte for byte
     */
    record Chunks(
            long at,
            long window,
            ConversationId conversation,
            GenerationId generation,
            long offset,
            List<String> chunks)
            implements Sight {
        public Chunks {
            chunks = List.copyOf(chunks);
        }
    }

    /** The follower was told that the conversation is deleted. */
    record DeletionTold(long at, ConversationId conversation) implements Sight {}
}
