package dev.polylogue.protocol.followup;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** That something waits in a conversation, for a line of the list: {@link FollowUps} without the texts. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FollowUpsSummary(
        int count, long revision, @Nullable FollowUpPause paused) {}
