package dev.polylogue.engine.clarification;

import dev.polylogue.engine.store.ClarificationStore;
import dev.polylogue.engine.store.ClarificationStore.Waiting;
import dev.polylogue.engine.store.StoreException;
import dev.polylogue.engine.time.Time;
import dev.polylogue.engine.time.Time.Timer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every {@link #INTERVAL} for questions whose time is over and hands them on. Only one look happens at a time; a
 * store that fails is asked again at the next.
 */
public final class ExpiryWatch implements AutoCloseable {

    /** How much later than its time a question may end. */
    public static final Duration INTERVAL = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(ExpiryWatch.class);
    private static final int BATCH = 100;

    private final ClarificationStore store;
    private final Time time;
    private final Consumer<Waiting> onExpired;
    private volatile @Nullable Timer repetition;

    /**
     * Makes a watch that is not started.
     *
     * @param onExpired ends the question; may block
     */
    public ExpiryWatch(ClarificationStore store, Time time, Consumer<Waiting> onExpired) {
        this.store = store;
        this.time = time;
        this.onExpired = onExpired;
    }

    /** Starts the timer. */
    public void start() {
        repetition = time.repeat("clarification-expiry", INTERVAL, this::lookLogged);
    }

    private void lookLogged() {
        try {
            look();
        } catch (StoreException failure) {
            LOG.warn("expired questions cannot be ended now: {}", failure.getMessage());
        }
    }

    /** Ends all questions whose time is over. One that cannot be ended is logged, and asked for again at the next look. */
    public void look() {
        boolean isMoreLeft;
        do {
            List<Waiting> expired = store.expired(time.now(), BATCH);
            long ended = expired.stream().filter(this::end).count();
            isMoreLeft = ended == BATCH;
        } while (isMoreLeft);
    }

    private boolean end(Waiting waiting) {
        try {
            onExpired.accept(waiting);
            return true;
        } catch (RuntimeException failure) {
            LOG.warn("question {} could not be ended", waiting.id(), failure);
            return false;
        }
    }

    @Override
    public void close() {
        if (repetition != null) {
            repetition.close();
        }
    }
}
