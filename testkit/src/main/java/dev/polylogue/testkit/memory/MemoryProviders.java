package dev.polylogue.testkit.memory;

import dev.polylogue.engine.store.ProviderStore;
import dev.polylogue.engine.store.StoredProvider;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Model servers in memory. */
final class MemoryProviders implements ProviderStore {

    private final Tables tables;
    private final Map<String, StoredProvider> providers = new LinkedHashMap<>();

    MemoryProviders(Tables tables) {
        this.tables = tables;
    }

    @Override
    public List<StoredProvider> all() {
        return tables.transact(() -> List.copyOf(providers.values()));
    }

    @Override
    public void put(StoredProvider provider, Instant at) {
        tables.transact(() -> {
            providers.put(provider.name(), provider);
            return provider;
        });
    }

    @Override
    public boolean remove(String name) {
        return tables.transact(() -> providers.remove(name) != null);
    }
}
