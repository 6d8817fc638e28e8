package dev.polylogue.tools.mcp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.time.Time;
import dev.polylogue.engine.tool.Tool;
import dev.polylogue.engine.tool.ToolSource;
import dev.polylogue.protocol.id.GenerationId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All MCP servers, which can come and go at any time; their tools are everybody's. Any thread may use it; nothing waits for
 * a server but what ends one.
 */
public final class McpServers implements ToolSource {

    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock") private final Map<String, McpServer> servers = new LinkedHashMap<>();

    @GuardedBy("lock") private boolean isClosed;

    /** Begins to connect with each of them, in the background. */
    public McpServers(Time time, List<McpServerSettings> settings) {
        this.time = time;
        settings.forEach(this::put);
    }

    /** Adds a server, or replaces the one of that name. */
    public void put(McpServerSettings settings) {
        var fresh = new McpServer(settings, time);
        @Nullable McpServer old;
        lock.lock();
        try {
            if (isClosed) {
                return;
            }
            old = servers.put(settings.name(), fresh);
        } finally {
            lock.unlock();
        }
        if (old != null) {
            old.close();
        }
        fresh.start();
    }

    /** Starts it anew; false where there is none of that name. */
    public boolean restart(String name) {
        McpServer known = find(name);
        if (known != null) {
            put(known.settings());
        }
        return known != null;
    }

    /** Ends it; false where there is none of that name. */
    public boolean remove(String name) {
        @Nullable McpServer known;
        lock.lock();
        try {
            known = servers.remove(name);
        } finally {
            lock.unlock();
        }
        if (known != null) {
            known.close();
        }
        return known != null;
    }

    /** How each of them fares. */
    public List<McpServerStatus> status() {
        return all().stream().map(McpServer::status).toList();
    }

    @Override
    public List<Tool> tools(UserId owner) {
        List<Tool> tools = new ArrayList<>();
        all().forEach(server -> tools.addAll(server.tools()));
        return tools;
    }

    @Override
    public void ended(GenerationId generation) {
        all().forEach(server -> server.ended(generation));
    }

    private @Nullable McpServer find(String name) {
        lock.lock();
        try {
            return servers.get(name);
        } finally {
            lock.unlock();
        }
    }

    private List<McpServer> all() {
        lock.lock();
        try {
            return List.copyOf(servers.values());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
        } finally {
            lock.unlock();
        }
        AllAtOnce.close(time, all());
    }
}
