package dev.polylogue.engine.log;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.protocol.conversation.ConversationChange;
import dev.polylogue.protocol.id.ConversationId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One person's live logs and the recent changes of their list, in an order that one number can resume.
 *
 * <p>Of each conversation only the newest change is kept, and of those {@link #MAX_CHANGES}; what falls out, and logs
 * that are let go, raise {@code forgottenUpTo}: whoever stands below it starts anew with a snapshot.
 *
 * <p>Lock order: the feed's lock before a log's lock, never the other way round.
 */
final class Feed {

    private static final int MAX_CHANGES = 1024;

    private final AtomicLong sequence;
    private final Set<Wakeable> wakeables = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock") private final Map<ConversationId, Numbered> changes = new LinkedHashMap<>();

    /** Another list whenever it changes. Written under the lock only. */
    private volatile List<GenerationLog> logs = List.of();

    /** Written under the lock only. */
    private volatile long forgottenUpTo;

    /** No change has a higher number; raised before the number is taken, as {@link GenerationLog} does it. */
    private volatile long newestChangeAtMost;

    Feed(AtomicLong sequence) {
        this.sequence = sequence;
        this.forgottenUpTo = sequence.get();
    }

    void add(GenerationLog log) {
        lock.lock();
        try {
            List<GenerationLog> more = new ArrayList<>(logs);
            more.add(log);
            logs = List.copyOf(more);
        } finally {
            lock.unlock();
        }
        wakeables.forEach(log::add);
    }

    void letGo(GenerationLog log) {
        lock.lock();
        try {
            forgottenUpTo = Math.max(forgottenUpTo, log.lastNumber());
            logs = logs.stream().filter(other -> other != log).toList();
        } finally {
            lock.unlock();
        }
        log.letGo();
    }

    /** The person's logs; the same list as before where nothing came or went. */
    List<GenerationLog> logs() {
        return logs;
    }

    void publish(long asOf, ConversationChange change) {
        lock.lock();
        try {
            Numbered before = changes.get(change.id());
            if (before != null && before.asOf() > asOf) {
                return;
            }
            changes.remove(change.id());
            newestChangeAtMost = Long.MAX_VALUE;
            long number = sequence.incrementAndGet();
            changes.put(change.id(), new Numbered(number, asOf, change));
            newestChangeAtMost = number;
            if (changes.size() > MAX_CHANGES) {
                forgetOldest();
            }
        } finally {
            lock.unlock();
        }
        for (Wakeable wakeable : wakeables) {
            wakeable.wake(Wake.NOW);
        }
    }

    @GuardedBy("lock") private void forgetOldest() {
        Iterator<Numbered> oldest = changes.values().iterator();
        forgottenUpTo = Math.max(forgottenUpTo, oldest.next().number());
        oldest.remove();
    }

    /** The changes numbered above {@code after} and up to {@code upTo}. */
    List<ConversationChange> changes(long after, long upTo) {
        if (newestChangeAtMost <= after) {
            return List.of();
        }
        lock.lock();
        try {
            List<ConversationChange> found = new ArrayList<>();
            for (Numbered change : changes.values()) {
                if (change.number() > after && change.number() <= upTo) {
                    found.add(change.change());
                }
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** Whether everything above {@code number} is still here. */
    boolean remembers(long number) {
        return number >= forgottenUpTo && number <= sequence.get();
    }

    void add(Wakeable wakeable) {
        wakeables.add(wakeable);
        logs.forEach(log -> log.add(wakeable));
    }

    void remove(Wakeable wakeable) {
        wakeables.remove(wakeable);
        logs.forEach(log -> log.remove(wakeable));
    }

    boolean isIdle() {
        return logs.isEmpty() && wakeables.isEmpty();
    }

    private record Numbered(long number, long asOf, ConversationChange change) {}
}
