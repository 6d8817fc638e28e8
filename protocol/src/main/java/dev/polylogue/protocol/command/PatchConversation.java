package dev.polylogue.protocol.command;

import dev.polylogue.protocol.id.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * What to change about a conversation; null leaves a field as it is, an empty {@code model} or {@code systemPrompt}
 * takes it away. {@code seen} true ends an attention of finished, stopped, failed or interrupted.
 * {@code options} take the place of those before, all of them.
 */
public record PatchConversation(
        @Nullable String title,
        @Nullable String model,
        @Nullable String systemPrompt,
        @Nullable Boolean pinned,
        @Nullable Boolean archived,
        @Nullable MessageId activeLeafId,
        @Nullable Boolean seen,
        @Nullable ConversationOptions options) {}
