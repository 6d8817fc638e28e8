package dev.polylogue.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polylogue.protocol.followup.FollowUpsSummary;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as a line of the list.
 *
 * @param followUps null while nothing waits to be sent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversationSummary(
        ConversationId id,
        @Nullable String title,
        @Nullable String model,
        boolean pinned,
        boolean archived,
        Instant updatedAt,
        int messageCount,
        Attention attention,
        @Nullable GenerationId activeGenerationId,
        @Nullable FollowUpsSummary followUps) {}
