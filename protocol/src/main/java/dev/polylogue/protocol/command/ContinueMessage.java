package dev.polylogue.protocol.command;

import dev.polylogue.protocol.id.RequestId;
import org.jspecify.annotations.Nullable;

/** Go on from the partial text of an answer that was stopped, failed or interrupted. */
public record ContinueMessage(@Nullable RequestId requestId) {}
