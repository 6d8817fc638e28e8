package dev.polylogue.testkit.memory;

import dev.polylogue.engine.identity.UserId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/** What everybody owns, and the one lock around it. */
final class Tables {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<UserId, Owned> owners = new LinkedHashMap<>();

    /** Does {@code work} with what that owner has, as one transaction. */
    <T> T of(UserId owner, Function<Owned, T> work) {
        return transact(() -> work.apply(owned(owner)));
    }

    <T> T transact(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** To be called inside of a transaction. */
    Owned owned(UserId owner) {
        return owners.computeIfAbsent(owner, Owned::new);
    }

    /** All owners; to be called inside of a transaction. */
    Iterable<Owned> all() {
        return owners.values();
    }
}
