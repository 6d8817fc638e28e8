package dev.polylogue.testkit.memory;

import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.testing.StoreContracts;

/** The store in memory keeps the contract of a store. */
class MemoryStoreContractTest extends StoreContracts {

    private final MemoryStore store = new MemoryStore();

    @Override
    protected Store open() {
        return store;
    }
}
