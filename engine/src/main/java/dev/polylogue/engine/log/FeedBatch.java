package dev.polylogue.engine.log;

import dev.polylogue.protocol.conversation.ConversationChange;
import java.util.List;
import java.util.Optional;

/**
 * Everything that came since the last look.
 *
 * @param position resumes behind this batch
 * @param snapshot where the follower starts anew; then what it held before is void
 */
public record FeedBatch(
        FeedPosition position,
        Optional<FeedSnapshot> snapshot,
        List<FeedChunks> chunks,
        List<ConversationChange> changes) {

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return snapshot.isEmpty() && chunks.isEmpty() && changes.isEmpty();
    }
}
