package dev.polylogue.store;

import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.testing.StoreContracts;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** SQLite keeps the contract of a store. */
class SqliteStoreContractTest extends StoreContracts {

    @TempDir
    Path folder;

    @Override
    protected Store open() {
        return SqliteStore.open(folder.resolve("data").resolve("polylogue.db"));
    }
}
