package dev.polylogue.engine.provider;

import dev.polylogue.protocol.command.ModelInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The providers there are, in the order in which they were added: the first available model is the default one. Any
 * thread may use it; bounded by what the operator configures and adds.
 */
public final class ProviderRegistry implements AutoCloseable {

    private final CopyOnWriteArrayList<Provider> providers = new CopyOnWriteArrayList<>();
    private final Prices prices;
    private volatile Consumer<Provider> onReplaced = provider -> {};

    /** Whose models have no prices. */
    public ProviderRegistry() {
        this(Prices.NONE);
    }

    /** Whose calls say what they cost. */
    public ProviderRegistry(Prices prices) {
        this.prices = prices;
    }

    private Provider counted(Provider provider) {
        Provider counted = provider.countsTokens() ? new CountedProvider(provider) : provider;
        return prices.ofModels().isEmpty() ? counted : new PricedProvider(counted, prices);
    }

    /** Adds a provider unless one of that name is there already; returns whether it was added. */
    public boolean add(Provider provider) {
        synchronized (providers) {
            if (find(provider.name()).isPresent()) {
                return false;
            }
            providers.add(counted(provider));
            return true;
        }
    }

    /** Has {@code listener} told of each provider that has taken the place of another; there is one listener. */
    public void onReplaced(Consumer<Provider> listener) {
        onReplaced = listener;
    }

    /** Puts a provider in the place of the one of its name, which is closed, or else before the one named {@code next}. */
    public void put(Provider provider, String next) {
        Optional<Provider> before;
        synchronized (providers) {
            before = find(provider.name());
            if (before.isPresent()) {
                providers.set(providers.indexOf(before.get()), counted(provider));
            } else {
                int place = find(next).map(providers::indexOf).orElse(providers.size());
                providers.add(place, counted(provider));
            }
        }
        before.ifPresent(old -> {
            old.close();
            onReplaced.accept(provider);
        });
    }

    /** Takes the provider of that name away and closes it: its calls under way fail. */
    public void remove(String name) {
        Optional<Provider> gone = find(name);
        gone.ifPresent(provider -> {
            providers.remove(provider);
            provider.close();
        });
    }

    /** All of them. */
    public List<Provider> all() {
        return List.copyOf(providers);
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
