package dev.polylogue.protocol.command;

import dev.polylogue.protocol.id.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * A text to be sent when what streams has ended.
 *
 * @param id of the message that it becomes; the same id again is the same wish
 */
public record AddFollowUp(@Nullable MessageId id, @Nullable String text) {}
