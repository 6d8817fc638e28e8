package dev.polylogue.engine.provider;

import dev.polylogue.protocol.command.ModelInfo;
import java.util.List;

/**
 * What a provider can do now.
 *
 * @param models its models, also those last seen of a provider that is down; each says whether it is available and, if
 *     not, why
 */
public record ProviderStatus(List<ModelInfo> models) {

    public ProviderStatus {
        models = List.copyOf(models);
    }
}
