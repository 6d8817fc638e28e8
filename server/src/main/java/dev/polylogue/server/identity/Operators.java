package dev.polylogue.server.identity;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.server.configuration.Settings;
import dev.polylogue.server.problem.RefusedException;
import java.util.List;
import org.springframework.stereotype.Component;

/** Those who may change what is everybody's. Whoever is alone on their server may, unless others are named. */
@Component
public final class Operators {

    private final List<String> names;

    Operators(Settings settings) {
        Settings.Identity identity = settings.identity();
        names = identity.operators().isEmpty() && identity.hasOneUser()
                ? List.of(UserId.LOCAL.value())
                : identity.operators();
    }

    /** Whether {@code user} is one. */
    public boolean has(UserId user) {
        return names.contains(user.value());
    }

    /** Refuses whoever is none. */
    public void require(UserId user) {
        if (!has(user)) {
            throw RefusedException.because(
                    ErrorCode.FORBIDDEN,
                    "Only an operator may change that: have whoever runs this server name you in polylogue.identity.operators.");
        }
    }
}
