package dev.polylogue.protocol.command;

import dev.polylogue.protocol.id.AttachmentId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.RequestId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's message, to be stored and answered.
 *
 * @param parentId the message it follows; null: the end of the shown path
 * @param attachments files that were given before; with them the text may be blank
 */
public record SendMessage(
        @Nullable RequestId requestId,
        @Nullable MessageId messageId,
        @Nullable MessageId parentId,
        @Nullable String text,
        @Nullable String model,
        @Nullable List<@Nullable AttachmentId> attachments) {}
