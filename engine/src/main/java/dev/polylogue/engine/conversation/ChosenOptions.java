package dev.polylogue.engine.conversation;

import dev.polylogue.engine.provider.ModelOptions;
import dev.polylogue.engine.provider.ProviderRegistry;
import dev.polylogue.protocol.command.ConversationOptions;
import dev.polylogue.protocol.command.ModelInfo;

/** What a person chose for a conversation: how it may be, and what of it a model is told. */
final class ChosenOptions {

    private static final double MAX_TEMPERATURE = 2;

    private ChosenOptions() {}

    /** Refuses what no model takes. */
    static void check(ConversationOptions options) {
        Double temperature = options.temperature();
        // Written so that what is not a number is refused too.
        if (temperature != null && !(temperature >= 0 && temperature <= MAX_TEMPERATURE)) {
            throw CommandException.badField("options.temperature", "The temperature is a number from 0 to 2.");
        }
        if (options.maxOutputTokens() != null && options.maxOutputTokens() < 1) {
            throw CommandException.badField("options.maxOutputTokens", "The most output tokens are at least 1.");
        }
    }

    /** What that model is told: the conversation may have been with one that reasons before. */
    static ModelOptions of(ConversationOptions chosen, String model, ProviderRegistry providers) {
        boolean canReason = providers
                .model(model)
                .map(ModelInfo::capabilities)
                .map(ModelInfo.Capabilities::reasoning)
                .orElse(true);
        return new ModelOptions(
                chosen.temperature(), chosen.maxOutputTokens(), canReason ? chosen.reasoningEffort() : null);
    }
}
