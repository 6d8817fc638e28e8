package dev.polylogue.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.store.GenerationStore.Claim;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.testing.StoreContracts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite keeps the contract of a store, and takes a new conversation without a look before it. */
class SqliteStoreContractTest extends StoreContracts {

    @TempDir
    Path folder;

    @Override
    protected Store open() {
        return SqliteStore.open(folder.resolve("data").resolve("polylogue.db"));
    }

    @Test
    void aClaimOfANewConversationIsTaken() {
        try (Store store = open()) {
            assertThat(store.generations().claimNew(SqliteFile.send(1, "Hello")))
                    .get()
                    .isInstanceOf(Claim.Begun.class);
        }
    }
}
