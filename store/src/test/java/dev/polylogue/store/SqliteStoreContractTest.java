package dev.polylogue.store;

import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.testing.StoreContractClaims;
import dev.polylogue.engine.testing.StoreContractClarifications;
import dev.polylogue.engine.testing.StoreContractConversations;
import dev.polylogue.engine.testing.StoreContractGenerations;
import dev.polylogue.engine.testing.StoreContractMessages;
import dev.polylogue.engine.testing.StoreContractOwners;
import dev.polylogue.engine.testing.StoreContractRaces;
import dev.polylogue.engine.testing.StoreContractRecovery;
import dev.polylogue.engine.testing.StoreContractSettings;
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
    class Claims extends StoreContractClaims {
        @Override
        protected Store open() {
            return openStore();
        }
    }

    @Nested
    class Clarifications extends StoreContractClarifications {
        @Override
        protected Store open() {
            return openStore();
        }
    }

    @Nested
    class Conversations extends StoreContractConversations {
        @Override
        protected Store open() {
            return openStore();
        }
    }

    @Nested
    class Generations extends StoreContractGenerations {
        @Override
        protected Store open() {
            return openStore();
        }
    }

    @Nested
    class Messages extends StoreContractMessages {
        @Override
        protected Store open() {
            return openStore();
        }
    }

    @Nested
    class Owners extends StoreContractOwners {
        @Override
        protected Store open() {
            return openStore();
        }
    }

    @Nested
    class Races extends StoreContractRaces {
        @Override
        protected Store open() {
            return openStore();
        }
    }

    @Nested
    class Recovery extends StoreContractRecovery {
        @Override
        protected Store open() {
            return openStore();
        }
    }

    @Nested
    class Settings extends StoreContractSettings {
        @Override
        protected Store open() {
            return openStore();
        }
    }
}
