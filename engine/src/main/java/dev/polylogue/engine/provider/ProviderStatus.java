package dev.polylogue.engine.provider;

import dev.polylogue.protocol.command.ModelInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider can do now.
 *
 * @param models its models, also those last seen of a provider that is down; each says whether it is available and, if
 *     not, why
 * @param reason why it cannot be used just now, in words; null where it can
 */
public record ProviderStatus(
        List<ModelInfo> models, @Nullable String reason) {

    public ProviderStatus {
        models = List.copyOf(models);
    }

    /** That of a provider that can always be used. */
    public ProviderStatus(List<ModelInfo> models) {
        this(models, null);
    }
}
