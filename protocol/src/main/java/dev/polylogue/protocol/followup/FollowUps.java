package dev.polylogue.protocol.followup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that waits in a conversation, first to go first.
 *
 * @param revision rises with each change, so that a reader knows whether what it shows is still so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FollowUps(
        long revision, List<FollowUp> items, @Nullable FollowUpPause paused) {

    public FollowUps {
        items = List.copyOf(items);
    }
}
