package dev.polylogue.protocol.command;

import dev.polylogue.protocol.id.RequestId;
import org.jspecify.annotations.Nullable;

/** Another wording of a person's message: a new sibling of it, and an answer to that. */
public record EditMessage(
        @Nullable RequestId requestId, @Nullable String text) {}
