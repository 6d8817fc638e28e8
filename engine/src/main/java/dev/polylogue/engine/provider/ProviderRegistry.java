package dev.polylogue.engine.provider;

import dev.polylogue.protocol.command.ModelInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The providers there are, in the order in which they were added: the first available model is the default one. Any
 * thread may use it; bounded by the configuration, since providers are only added at start and by discovery.
 */
public final class ProviderRegistry implements AutoCloseable {

    private final CopyOnWriteArrayList<Provider> providers = new CopyOnWriteArrayList<>();

    /** Adds a provider unless one of that name is there already; returns whether it was added. */
    public boolean add(Provider provider) {
        synchronized (providers) {
            if (find(provider.name()).isPresent()) {
                return false;
            }
            providers.add(provider);
            return true;
        }
    }

    /** The provider of that name. */
    public Optional<Provider> find(String name) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst();
    }

    /** All models of all providers. */
    public List<ModelInfo> models() {
        List<ModelInfo> models = new ArrayList<>();
        for (Provider provider : providers) {
            models.addAll(provider.status().models());
        }
        return models;
    }

    /** The model of that id, {@code provider/model}. */
    public Optional<ModelInfo> model(String id) {
        int slash = id.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        return find(id.substring(0, slash)).stream()
                .flatMap(provider -> provider.status().models().stream())
                .filter(model -> model.id().equals(id))
                .findFirst();
    }

    /** The first model that is available; empty where none is. */
    public Optional<ModelInfo> defaultModel() {
        return models().stream().filter(ModelInfo::available).findFirst();
    }

    @Override
    public void close() {
        providers.forEach(Provider::close);
    }
}
