package dev.polylogue.engine.conversation;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.provider.Provider;
import dev.polylogue.engine.provider.ProviderRegistry;
import dev.polylogue.engine.store.SettingsStore;
import dev.polylogue.protocol.command.ModelInfo;
import dev.polylogue.protocol.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which model answers: the one asked for, else the conversation's, else the person's default, else the first there is. */
final class ModelChoice {

    private final ProviderRegistry providers;
    private final SettingsStore settings;

    ModelChoice(ProviderRegistry providers, SettingsStore settings) {
        this.providers = providers;
        this.settings = settings;
    }

    String choose(UserId owner, @Nullable String wished, @Nullable String conversations) {
        String asked = given(wished) != null ? wished : given(conversations);
        if (asked != null) {
            return known(asked);
        }
        String own = given(settings.settings(owner).defaultModel());
        if (own != null && isKnown(own)) {
            return own;
        }
        return providers
                .defaultModel()
                .map(ModelInfo::id)
                .orElseThrow(() -> new CommandException(
                        ErrorCode.UNKNOWN_MODEL, "There is no model that could answer. Connect one first."));
    }

    /** The id itself, if a model can be called by it; else the refusal. */
    String known(String id) {
        if (!isKnown(id)) {
            throw new CommandException(
                    ErrorCode.UNKNOWN_MODEL, "There is no model " + id + ". Choose one of those that are listed.");
        }
        return id;
    }

    /** A provider whose list was never seen, or that is down, may have it: then the call itself will tell. */
    private boolean isKnown(String id) {
        if (providers.model(id).isPresent()) {
            return true;
        }
        int slash = id.indexOf('/');
        return slash > 0
                && slash < id.length() - 1
                && providers
                        .find(id.substring(0, slash))
                        .filter(ModelChoice::isUnsure)
                        .isPresent();
    }

    private static boolean isUnsure(Provider provider) {
        List<ModelInfo> models = provider.status().models();
        return models.stream().noneMatch(ModelInfo::available);
    }

    private static @Nullable String given(@Nullable String id) {
        return id == null || id.isEmpty() ? null : id;
    }
}
