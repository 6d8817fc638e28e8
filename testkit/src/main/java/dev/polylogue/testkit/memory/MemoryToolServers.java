package dev.polylogue.testkit.memory;

import dev.polylogue.engine.store.StoredToolServer;
import dev.polylogue.engine.store.ToolServerStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Servers of tools in memory. */
final class MemoryToolServers implements ToolServerStore {

    private final Tables tables;
    private final Map<String, StoredToolServer> servers = new LinkedHashMap<>();

    MemoryToolServers(Tables tables) {
        this.tables = tables;
    }

    @Override
    public List<StoredToolServer> all() {
        return tables.transact(() -> List.copyOf(servers.values()));
    }

    @Override
    public void put(StoredToolServer server, Instant at) {
        tables.transact(() -> {
            servers.put(server.name(), server);
            return server;
        });
    }

    @Override
    public boolean remove(String name) {
        return tables.transact(() -> servers.remove(name) != null);
    }
}
