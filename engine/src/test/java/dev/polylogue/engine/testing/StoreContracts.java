package dev.polylogue.engine.testing;

import dev.polylogue.engine.store.Store;
import org.junit.jupiter.api.Nested;

/** All parts of {@link StoreContract}: an implementation extends this one class and says how it is opened. */
public abstract class StoreContracts {

    /** As {@link StoreContract#open}. */
    protected abstract Store open();

    @Nested
    class Claims extends StoreContractClaims {
        @Override
        protected Store open() {
            return StoreContracts.this.open();
        }
    }

    @Nested
    class Clarifications extends StoreContractClarifications {
        @Override
        protected Store open() {
            return StoreContracts.this.open();
        }
    }

    @Nested
    class Conversations extends StoreContractConversations {
        @Override
        protected Store open() {
            return StoreContracts.this.open();
        }
    }

    @Nested
    class FollowUps extends StoreContractFollowUps {
        @Override
        protected Store open() {
            return StoreContracts.this.open();
        }
    }

    @Nested
    class Generations extends StoreContractGenerations {
        @Override
        protected Store open() {
            return StoreContracts.this.open();
        }
    }

    @Nested
    class Attachments extends StoreContractAttachments {
        @Override
        protected Store open() {
            return StoreContracts.this.open();
        }
    }

    @Nested
    class Messages extends StoreContractMessages {
        @Override
        protected Store open() {
            return StoreContracts.this.open();
        }
    }

    @Nested
    class Owners extends StoreContractOwners {
        @Override
        protected Store open() {
            return StoreContracts.this.open();
        }
    }

    @Nested
    class Providers extends StoreContractProviders {
        @Override
        protected Store open() {
            return StoreContracts.this.open();
        }
    }

    @Nested
    class ToolServers extends StoreContractToolServers {
        @Override
        protected Store open() {
            return StoreContracts.this.open();
        }
    }

    @Nested
    class NewConversations extends StoreContractNewConversations {
        @Override
        protected Store open() {
            return StoreContracts.this.open();
        }
    }

    @Nested
    class Races extends StoreContractRaces {
        @Override
        protected Store open() {
            return StoreContracts.this.open();
        }
    }

    @Nested
    class Recovery extends StoreContractRecovery {
        @Override
        protected Store open() {
            return StoreContracts.this.open();
        }
    }

    @Nested
    class Search extends StoreContractSearch {
        @Override
        protected Store open() {
            return StoreContracts.this.open();
        }
    }

    @Nested
    class Usages extends StoreContractUsage {
        @Override
        protected Store open() {
            return StoreContracts.this.open();
        }
    }

    @Nested
    class Settings extends StoreContractSettings {
        @Override
        protected Store open() {
            return StoreContracts.this.open();
        }
    }

    @Nested
    class Tokens extends StoreContractTokens {
        @Override
        protected Store open() {
            return StoreContracts.this.open();
        }
    }

    @Nested
    class ToolPolicies extends StoreContractToolPolicies {
        @Override
        protected Store open() {
            return StoreContracts.this.open();
        }
    }
}
