package dev.polylogue.engine.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.id.AttachmentId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/**
 * The files that people give with their messages. A row goes in the transaction in which the last message goes that has
 * it in its parts; a file that was never sent goes by {@link #tidy}, as do the bytes of which no row is left.
 */
public interface AttachmentStore {

    /**
     * Keeps what {@code body} gives to its end. Nothing is kept where this throws.
     *
     * @throws IOException as the body throws it
     */
    StoredAttachment add(UserId owner, NewAttachment attachment, InputStream body) throws IOException;

    /** The owner's file of that id. */
    Optional<StoredAttachment> find(UserId owner, AttachmentId id);

    /** Its bytes; whoever opens them closes them. Empty where it was deleted meanwhile. */
    Optional<InputStream> open(StoredAttachment attachment);

    /** Removes files that were given before {@code unsentBefore} and never sent, and all bytes that nobody has. */
    void tidy(Instant unsentBefore);

    /** Removes the bytes that nobody has any more; to be called after messages were deleted. */
    void removeUnused();
}
