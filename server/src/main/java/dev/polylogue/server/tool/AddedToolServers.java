package dev.polylogue.server.tool;

import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.store.StoredToolServer;
import dev.polylogue.engine.store.ToolServerStore;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.server.configuration.Settings;
import dev.polylogue.server.problem.RefusedException;
import dev.polylogue.server.secret.KeyLock;
import dev.polylogue.server.secret.UnreadableKeyException;
import dev.polylogue.tools.mcp.McpServerSettings;
import dev.polylogue.tools.mcp.McpServerSettings.Reach;
import dev.polylogue.tools.mcp.McpServers;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The servers of tools that were added while the server ran: those of the store are started with it, and each change is
 * stored first and then takes effect at once. Any thread may use it; changes come one at a time.
 */
@Component
final class AddedToolServers {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final TypeReference<Map<String, String>> SECRETS = new TypeReference<>() {};
    private static final String NO_COMMANDS =
            "Commands are not added here: with them, whoever reaches this server can run programs on its machine. Put the"
                    + " server into polylogue.yaml, or allow it there with polylogue.mcp.commands-in-settings: true.";

    private final ToolServerStore store;
    private final McpServers servers;
    private final Time time;
    private final KeyLock keys;
    private final Settings.Mcp configured;
    private final ReentrantLock lock = new ReentrantLock();

    /** Why one of the store is not started. */
    private final Map<String, String> closed = new HashMap<>();

    AddedToolServers(Store store, McpServers servers, Time time, KeyLock keys, Settings settings) {
        this.store = store.toolServers();
        this.servers = servers;
        this.time = time;
        this.keys = keys;
        this.configured = settings.mcp();
        this.store.all().forEach(this::startStored);
    }

    private void startStored(StoredToolServer stored) {
        if (configured.servers().containsKey(stored.name())) {
            closed.put(stored.name(), "The configuration has a server of this name, which goes before.");
        } else if (stored.command() != null && !configured.commandsInSettings()) {
            closed.put(stored.name(), NO_COMMANDS);
        } else {
            try {
                servers.put(settings(stored));
            } catch (UnreadableKeyException unreadable) {
                closed.put(stored.name(), unreadable.sentence());
            } catch (IllegalArgumentException wrong) {
                closed.put(stored.name(), String.valueOf(wrong.getMessage()));
            }
        }
    }

    /** Those of the store, and why one of them is not started. */
    List<Added> all() {
        lock.lock();
        try {
            return store.all().stream()
                    .map(stored -> new Added(stored, closed.get(stored.name())))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** One of them. */
    record Added(StoredToolServer server, @Nullable String closed) {}

    boolean takesCommands() {
        return configured.commandsInSettings();
    }

    void add(ToolServerWish wish) {
        lock.lock();
        try {
            String name = wish.name() == null ? "" : wish.name();
            if (!McpServerSettings.isName(name)) {
                throw RefusedException.badRequest("name", "A name has 1 to 32 letters, digits and dashes.");
            }
            if (configured.servers().containsKey(name) || find(name).isPresent()) {
                throw RefusedException.because(
                        ErrorCode.WRONG_STATE, "A server " + name + " is there already: choose another name.");
            }
            put(wished(name, wish, new StoredToolServer(name, null, List.of(), null, null, true)));
        } finally {
            lock.unlock();
        }
    }

    void change(String name, ToolServerWish wish) {
        lock.lock();
        try {
            put(wished(name, wish, changeable(name)));
        } finally {
            lock.unlock();
        }
    }

    void remove(String name) {
        lock.lock();
        try {
            changeable(name);
            store.remove(name);
            closed.remove(name);
        } finally {
            lock.unlock();
        }
        servers.remove(name);
    }

    private void put(StoredToolServer wished) {
        if (wished.command() != null && !configured.commandsInSettings()) {
            throw RefusedException.because(ErrorCode.FORBIDDEN, NO_COMMANDS);
        }
        McpServerSettings settings = checked(wished);
        store.put(wished, time.now());
        closed.remove(wished.name());
        servers.put(settings);
    }

    private McpServerSettings checked(StoredToolServer wished) {
        try {
            return settings(wished);
        } catch (UnreadableKeyException unreadable) {
            throw RefusedException.because(ErrorCode.WRONG_STATE, unreadable.sentence());
        } catch (IllegalArgumentException wrong) {
            throw RefusedException.badRequest(
                    wished.url() == null ? "command" : "url", String.valueOf(wrong.getMessage()));
        }
    }

    private StoredToolServer wished(String name, ToolServerWish wish, StoredToolServer before) {
        boolean isNamed = wish.command() != null || wish.url() != null;
        return new StoredToolServer(
                name,
                isNamed ? wish.command() : before.command(),
                wish.args() == null ? before.arguments() : wish.args(),
                isNamed ? wish.url() : before.url(),
                wish.secrets() == null ? before.lockedSecrets() : locked(name, wish.secrets()),
                wish.enabled() == null ? before.enabled() : wish.enabled());
    }

    private @Nullable String locked(String name, Map<String, String> secrets) {
        if (secrets.isEmpty()) {
            return null;
        }
        try {
            return keys.lock(JsonMapper.shared().writeValueAsString(secrets), owner(name));
        } catch (UnreadableKeyException unkept) {
            throw RefusedException.because(ErrorCode.WRONG_STATE, unkept.sentence());
        }
    }

    private McpServerSettings settings(StoredToolServer stored) throws UnreadableKeyException {
        String command = stored.command();
        String url = stored.url();
        if ((command == null) == (url == null)) {
            throw new IllegalArgumentException("A server of tools has a command or a url, one of them.");
        }
        Map<String, String> secrets = secrets(stored);
        Reach reach = command == null
                ? new Reach.Address(URI.create(String.valueOf(url).strip()), secrets)
                : new Reach.Command(command.strip(), stored.arguments(), secrets);
        return new McpServerSettings(stored.name(), reach, Map.of(), TIMEOUT, false, stored.enabled());
    }

    private Map<String, String> secrets(StoredToolServer stored) throws UnreadableKeyException {
        String locked = stored.lockedSecrets();
        return locked == null
                ? Map.of()
                : JsonMapper.shared().readValue(keys.unlock(locked, owner(stored.name())), SECRETS);
    }

    /** The names of its variables or headers; unlocks them, so only for those who are told. */
    List<String> secretNames(StoredToolServer stored) {
        try {
            return secrets(stored).keySet().stream().sorted().toList();
        } catch (UnreadableKeyException unreadable) {
            return List.of();
        }
    }

    private static String owner(String name) {
        return "tool-server/" + name;
    }

    private StoredToolServer changeable(String name) {
        return find(name)
                .orElseThrow(() -> configured.servers().containsKey(name)
                        ? RefusedException.because(
                                ErrorCode.WRONG_STATE, "This server comes from the configuration: change it there.")
                        : RefusedException.because(ErrorCode.NOT_FOUND, "There is no such server of tools."));
    }

    private Optional<StoredToolServer> find(String name) {
        return store.all().stream().filter(stored -> stored.name().equals(name)).findFirst();
    }
}
