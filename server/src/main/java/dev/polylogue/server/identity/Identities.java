package dev.polylogue.server.identity;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.server.configuration.AddressRange;
import dev.polylogue.server.configuration.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Knows who asks. Any thread may use it. */
@Component
final class Identities {

    private final Settings.Identity settings;

    Identities(Settings settings) {
        this.settings = settings.identity();
    }

    /** The user behind a request; empty where nobody who can be believed names one. */
    Optional<UserId> of(HttpServletRequest request) {
        String header = settings.trustedHeader();
        if (header == null || settings.hasOneUser()) {
            return Optional.of(UserId.LOCAL);
        }
        List<String> names = Collections.list(request.getHeaders(header));
        // Two such headers: one of them is the client's own, and nothing says which.
        if (names.size() != 1 || !isTrusted(request.getRemoteAddr())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new UserId(names.getFirst().strip()));
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }

    private boolean isTrusted(String remote) {
        try {
            InetAddress address = InetAddress.ofLiteral(remote);
            return settings.trustedProxies().stream().anyMatch((AddressRange range) -> range.contains(address));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
