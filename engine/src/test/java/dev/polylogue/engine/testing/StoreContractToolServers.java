package dev.polylogue.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.store.StoredToolServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Servers of tools that were added: kept in their order, changed in their place. */
public abstract class StoreContractToolServers extends StoreContract {

    @Test
    void toolServersAreKeptInTheOrderInWhichTheyWereAdded() {
        var zoo = new StoredToolServer("zoo", "npx", List.of("-y", "zoo"), null, "locked", true);
        var ape = new StoredToolServer("ape", null, List.of(), "http://ape/mcp", null, false);
        store.toolServers().put(zoo, NOON);
        store.toolServers().put(ape, later(1));
        reopen();

        assertThat(store.toolServers().all()).containsExactly(zoo, ape);

        var changed = new StoredToolServer("zoo", "npx", List.of(), null, null, false);
        store.toolServers().put(changed, later(2));
        assertThat(store.toolServers().all()).containsExactly(changed, ape);
        assertThat(store.toolServers().remove("zoo")).isTrue();
        assertThat(store.toolServers().remove("zoo")).isFalse();
        assertThat(store.toolServers().all()).containsExactly(ape);
    }
}
