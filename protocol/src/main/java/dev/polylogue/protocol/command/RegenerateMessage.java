package dev.polylogue.protocol.command;

import dev.polylogue.protocol.id.RequestId;
import org.jspecify.annotations.Nullable;

/** Another answer to the same message: a new sibling of the old one. Null model: the conversation's. */
public record RegenerateMessage(
        @Nullable RequestId requestId, @Nullable String model) {}
