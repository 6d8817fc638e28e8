package dev.polylogue.engine.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server of tools that was added while the server ran: a command or an address, one of them.
 *
 * @param arguments of the command
 * @param lockedSecrets what its variables or headers were turned into; null for none
 */
public record StoredToolServer(
        String name,
        @Nullable String command,
        List<String> arguments,
        @Nullable String url,
        @Nullable String lockedSecrets,
        boolean enabled) {

    public StoredToolServer {
        arguments = List.copyOf(arguments);
    }

    /** Without the arguments, which may hold secrets. */
    @Override
    public String toString() {
        return "StoredToolServer[" + name + "]";
    }
}
