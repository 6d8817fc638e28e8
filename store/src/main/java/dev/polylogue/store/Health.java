package dev.polylogue.store;

import dev.polylogue.engine.store.StoreDamagedException;
import dev.polylogue.engine.store.StoreException;
import dev.polylogue.engine.store.StoreUnavailableException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with the database just now, said once in the log when it begins and once when it is over, however many
 * calls fail meanwhile. Any thread may use it. Damage stays until the next start: what is new is refused from then on, so
 * that nothing gets worse, while reading goes on as far as it can.
 */
final class Health {

    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final Path file;
    private final Space space;
    private final AtomicReference<@Nullable SqliteFailure> trouble = new AtomicReference<>();
    private volatile boolean isDamaged;

    Health(Path file, Space space) {
        this.file = file;
        this.space = space;
    }

    /** Why nothing new may be stored, if that is so. */
    Optional<StoreException> refusal() {
        if (isDamaged) {
            return Optional.of(new StoreDamagedException("the database is damaged"));
        }
        return space.isShort() ? Optional.of(new StoreUnavailableException("the disk is full")) : Optional.empty();
    }

    /** Something failed. Whether it is worth to try once more what may use the reserve. */
    boolean failed(SqliteFailure kind, Throwable failure) {
        if (space.isBehind(kind)) {
            return space.ranOut();
        }
        return switch (kind) {
            case LOCKED -> began(kind, "is locked by another program: what is to be stored waits for it", failure);
            case REFUSED -> began(kind, "cannot be used: new messages are refused until it can", failure);
            case DAMAGED -> {
                damaged(String.valueOf(failure.getMessage()));
                yield false;
            }
            case FULL, OTHER -> false;
        };
    }

    private boolean began(SqliteFailure kind, String what, Throwable failure) {
        if (trouble.getAndSet(kind) != kind) {
            LOG.warn("The database {} {} ({}).", file, what, failure.getMessage());
        }
        return false;
    }

    /** Something was written. */
    void works() {
        if (trouble.get() != null && trouble.getAndSet(null) != null) {
            LOG.info("The database {} can be written again.", file);
        }
    }

    /** What is in the file is no database any more. */
    void damaged(String why) {
        if (!isDamaged) {
            isDamaged = true;
            LOG.error(
                    "The database {} is damaged ({}): new messages are refused. Stop the server and put a backup in its place.",
                    file,
                    why.lines().findFirst().orElse("unknown"));
        }
    }
}
