package dev.polylogue.store;

import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.testing.StoreContractClaims;
import dev.polylogue.engine.testing.StoreContractConversations;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** SQLite keeps the contract of a store. */
class SqliteStoreContractTest {

    @TempDir
    Path folder;

    private Store openStore() {
        return SqliteStore.open(folder.resolve("data").resolve("polylogue.db"));
    }

    @Nested
    class Conversations extends StoreContractConversations {
        @Override
        protected Store open() {
            return openStore();
        }
    }

    @Nested
    class Claims extends StoreContractClaims {
        @Override
        protected Store open() {
            return openStore();
        }
    }
}
