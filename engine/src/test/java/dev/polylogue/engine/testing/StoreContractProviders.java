package dev.polylogue.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.store.StoredProvider;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Model servers that were added: kept in their order, changed in their place. */
public abstract class StoreContractProviders extends StoreContract {

    @Test
    void providersAreKeptInTheOrderInWhichTheyWereAdded() {
        var zoo = new StoredProvider("zoo", "openai-chat", "http://zoo", "locked", 2, 60, List.of("a", "b"));
        var ape = new StoredProvider("ape", "anthropic", "http://ape", null, null, null, List.of());
        store.providers().put(zoo, NOON);
        store.providers().put(ape, later(1));
        reopen();

        assertThat(store.providers().all()).containsExactly(zoo, ape);

        var changed = new StoredProvider("zoo", "openai-chat", "http://other", null, null, null, List.of());
        store.providers().put(changed, later(2));
        assertThat(store.providers().all()).containsExactly(changed, ape);
        assertThat(store.providers().remove("zoo")).isTrue();
        assertThat(store.providers().remove("zoo")).isFalse();
        assertThat(store.providers().all()).containsExactly(ape);
    }
}
