package dev.polylogue.server.limit;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.server.problem.RefusedException;
import org.springframework.stereotype.Component;

/** What the filters ask of each request, for those that come as messages over one connection. Any thread may use it. */
@Component
public final class AskLimits {

    private final RateLimits rates;
    private final Overload overload;

    AskLimits(RateLimits rates, Overload overload) {
        this.rates = rates;
        this.overload = overload;
    }

    /** Counts a request; refuses it where there are too many, or where the server has no room for it. */
    public void check(UserId user, boolean beginsAnswer) {
        if (beginsAnswer) {
            overload.refusal().ifPresent(why -> {
                throw RefusedException.because(ErrorCode.OVERLOADED, why);
            });
        }
        rates.take(user, beginsAnswer).ifPresent(wait -> {
            throw RefusedException.rateLimited("Too many requests: wait for " + wait.toSeconds() + " s.", wait);
        });
    }
}
