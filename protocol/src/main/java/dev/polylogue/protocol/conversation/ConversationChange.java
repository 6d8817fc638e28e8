package dev.polylogue.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polylogue.protocol.id.ConversationId;
import org.jspecify.annotations.Nullable;

/** Something about a conversation changed; {@code summary} is how the list shows it now, null once it is deleted. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversationChange(
        ChangeKind change, ConversationId id, @Nullable ConversationSummary summary) {}
