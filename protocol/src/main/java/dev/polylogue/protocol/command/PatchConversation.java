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
        @Nullable ConversationOptions options) {

    /** Changes nothing; the methods below each give the same with one change more. */
    public static final PatchConversation NOTHING =
            new PatchConversation(null, null, null, null, null, null, null, null);

    public PatchConversation title(String value) {
        return new PatchConversation(value, model, systemPrompt, pinned, archived, activeLeafId, seen, options);
    }

    public PatchConversation model(String value) {
        return new PatchConversation(title, value, systemPrompt, pinned, archived, activeLeafId, seen, options);
    }

    public PatchConversation systemPrompt(String value) {
        return new PatchConversation(title, model, value, pinned, archived, activeLeafId, seen, options);
    }

    public PatchConversation pinned(boolean value) {
        return new PatchConversation(title, model, systemPrompt, value, archived, activeLeafId, seen, options);
    }

    public PatchConversation archived(boolean value) {
        return new PatchConversation(title, model, systemPrompt, pinned, value, activeLeafId, seen, options);
    }

    public PatchConversation activeLeafId(MessageId value) {
        return new PatchConversation(title, model, systemPrompt, pinned, archived, value, seen, options);
    }

    public PatchConversation seen(boolean value) {
        return new PatchConversation(title, model, systemPrompt, pinned, archived, activeLeafId, value, options);
    }

    public PatchConversation options(ConversationOptions value) {
        return new PatchConversation(title, model, systemPrompt, pinned, archived, activeLeafId, seen, value);
    }
}
