package dev.polylogue.server.security;

import dev.polylogue.server.configuration.Settings;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * By which names the server may be called. A page of another site can point its own name at this machine (DNS
 * rebinding) and would then be "the same origin"; its name gives it away. A name that always means this machine, or the
 * very address that the request reached, cannot be pointed elsewhere.
 */
@Component
final class AllowedHosts {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<Authority> configured;

    AllowedHosts(Settings settings) {
        configured = settings.allowedHosts().stream()
                .flatMap(name -> Authority.ofHost(name.strip()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a request for {@code asked} that reached {@code localAddress} may be answered. */
    boolean allow(Authority asked, String localAddress) {
        return LOOPBACK.contains(asked.host())
                || Stream.of(localAddress, "[" + localAddress + "]").anyMatch(asked.host()::equals)
                || configured.contains(asked)
                || configured.contains(new Authority(asked.host(), Authority.NO_PORT));
    }
}
