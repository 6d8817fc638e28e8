package dev.polylogue.engine.admission;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.identity.UserId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets at most {@code maxConcurrent} calls of each provider run. People take turns (round robin), and of one person the
 * first to come is the first to go. Any thread may use it.
 *
 * <p>Whoever waits is told each new place. That costs a look at the whole queue for each call that ends, which is fine
 * for the hundreds that wait in front of one provider; the queue itself is bounded by the generations that may be active.
 *
 * <p>The lock is short; tickets are told and woken after it is left.
 */
public final class Admission {

    private final ReentrantLock lock = new ReentrantLock();

    /** A provider's queue is dropped when nothing runs and nobody waits. */
    @GuardedBy("lock") private final Map<String, Queue> queues = new HashMap<>();

    /**
     * Gets in line. The ticket may be admitted at once; otherwise {@code places} is told its place, now and whenever it
     * changes, from whatever thread changed it.
     */
    public Ticket enter(String provider, int maxConcurrent, UserId person, PlaceListener places) {
        var ticket = new Ticket(this, provider, person, places);
        List<Runnable> news;
        lock.lock();
        try {
            Queue queue = queues.computeIfAbsent(provider, _ -> new Queue());
            queue.maxConcurrent = maxConcurrent;
            queue.waiting.computeIfAbsent(person, _ -> new ArrayDeque<>()).add(ticket);
            news = queue.admit();
        } finally {
            lock.unlock();
        }
        news.forEach(Runnable::run);
        return ticket;
    }

    /** Takes the ticket out of the line, or gives its permit back. */
    void leave(Ticket ticket) {
        List<Runnable> news;
        lock.lock();
        try {
            Queue queue = queues.get(ticket.provider());
            if (queue == null || !queue.remove(ticket)) {
                return;
            }
            news = queue.admit();
            if (queue.isIdle()) {
                queues.remove(ticket.provider());
            }
        } finally {
            lock.unlock();
        }
        news.forEach(Runnable::run);
    }

    /** How many calls of that provider hold a permit. */
    public int running(String provider) {
        lock.lock();
        try {
            Queue queue = queues.get(provider);
            return queue == null ? 0 : queue.running.size();
        } finally {
            lock.unlock();
        }
    }

    /** How many wait for that provider. */
    public int waiting(String provider) {
        lock.lock();
        try {
            Queue queue = queues.get(provider);
            return queue == null ? 0 : queue.order().size();
        } finally {
            lock.unlock();
        }
    }

    /** One provider's line. Guarded by the lock around it. */
    private static final class Queue {

        private final Map<Ticket, Boolean> running = new HashMap<>();

        /** People in the order of their turns; each has at least one ticket. */
        private final Map<UserId, Deque<Ticket>> waiting = new LinkedHashMap<>();

        private int maxConcurrent = Integer.MAX_VALUE;

        /** Rises with each change, so that news that overtake each other can be told apart. */
        private long revision;

        List<Runnable> admit() {
            List<Runnable> news = new ArrayList<>();
            while (running.size() < maxConcurrent && !waiting.isEmpty()) {
                Ticket next = takeNext();
                running.put(next, true);
                news.add(next::admitted);
            }
            List<Ticket> order = order();
            long current = ++revision;
            for (int place = 1; place <= order.size(); place++) {
                Ticket ticket = order.get(place - 1);
                int position = place;
                news.add(() -> ticket.placed(current, position, order.size()));
            }
            return news;
        }

        /** Takes from the person whose turn it is, and puts that person at the end. */
        private Ticket takeNext() {
            Iterator<Map.Entry<UserId, Deque<Ticket>>> turns =
                    waiting.entrySet().iterator();
            Map.Entry<UserId, Deque<Ticket>> turn = turns.next();
            UserId person = turn.getKey();
            Deque<Ticket> tickets = turn.getValue();
            turns.remove();
            Ticket next = tickets.remove();
            if (!tickets.isEmpty()) {
                waiting.put(person, tickets);
            }
            return next;
        }

        /** Who waits, in the order in which they would be admitted. */
        private List<Ticket> order() {
            List<Iterator<Ticket>> people = new ArrayList<>();
            waiting.values().forEach(tickets -> people.add(tickets.iterator()));
            List<Ticket> order = new ArrayList<>();
            while (!people.isEmpty()) {
                for (Iterator<Iterator<Ticket>> turns = people.iterator(); turns.hasNext(); ) {
                    Iterator<Ticket> tickets = turns.next();
                    if (tickets.hasNext()) {
                        order.add(tickets.next());
                    } else {
                        turns.remove();
                    }
                }
            }
            return order;
        }

        boolean remove(Ticket ticket) {
            if (running.remove(ticket) != null) {
                return true;
            }
            Deque<Ticket> tickets = waiting.get(ticket.person());
            if (tickets == null || !tickets.remove(ticket)) {
                return false;
            }
            if (tickets.isEmpty()) {
                waiting.remove(ticket.person());
            }
            return true;
        }

        boolean isIdle() {
            return running.isEmpty() && waiting.isEmpty();
        }
    }
}
