package dev.polylogue.protocol.followup;

import dev.polylogue.protocol.id.MessageId;
import java.time.Instant;

/**
 * A text that waits to be sent.
 *
 * @param id the id that its message will have
 */
public record FollowUp(MessageId id, String text, Instant createdAt) {}
