package dev.polylogue.server.follow;

import dev.polylogue.engine.time.Time;
import java.time.Duration;

/** When a stream has to show life, and when to look whether its client still does. One thread uses it. */
final class Heartbeat {

    static final Duration COMMENT_EVERY = Duration.ofSeconds(15);
    static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final Time time;
    private long commentAt;
    private long lookAt;

    Heartbeat(Time time) {
        this.time = time;
        commentAt = time.nanoTime() + COMMENT_EVERY.toNanos();
        lookAt = time.nanoTime() + LOOK_EVERY.toNanos();
    }

    /** Whether a comment is due; says so once for each. */
    boolean isCommentDue() {
        long now = time.nanoTime();
        if (now - commentAt < 0) {
            return false;
        }
        commentAt = now + COMMENT_EVERY.toNanos();
        return true;
    }

    /** Whether it is time to look at the client; says so once for each. */
    boolean isLookDue() {
        long now = time.nanoTime();
        if (now - lookAt < 0) {
            return false;
        }
        lookAt = now + LOOK_EVERY.toNanos();
        return true;
    }
}
