package dev.polylogue.engine.admission;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Keeps the {@link Limits} of each provider: a line in front of each. People take turns (round robin), and of one person
 * the first to come is the first to go, unless the person says otherwise ({@link #moveToFront}, {@link #holdBack}). A
 * server that says when to come again shuts its line ({@link #pause}); the call that it refused goes first afterwards.
 * Any thread may use it.
 *
 * <p>Whoever waits is told its place when that is news. That costs a look at the whole line for each call that ends, which
 * is fine for the thousands that may wait in front of one provider; the line itself is bounded by the generations that may
 * be active.
 *
 * <p>The lock is short; tickets are told and woken, and timers are set, after it is left. At most one timer that matters
 * is set for each line: the one that lets the next in when its minute or its pause is over. One that comes too early or
 * for a line that has gone changes nothing.
 */
public final class Admission {

    /** The longest pause that is kept. */
    public static final Duration MAX_PAUSE = Duration.ofMinutes(10);

    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();

    /** A line is dropped when nothing runs, nobody waits, and no pause or call of the last minute is to be remembered. */
    @GuardedBy("lock") private final Map<String, Line> lines = new HashMap<>();

    @GuardedBy("lock") private final Set<UserId> holders = new HashSet<>();

    /** Rises with each change, so that news that overtake each other can be told apart. */
    @GuardedBy("lock") private long revision;

    public Admission(Time time) {
        this.time = time;
    }

    /**
     * Gets in line. The ticket may be admitted at once; otherwise {@code places} is told its place, now and whenever it
     * changes, from whatever thread changed it.
     */
    public Ticket enter(String provider, Limits limits, UserId person, Turn turn, PlaceListener places) {
        var ticket = new Ticket(this, provider, person, turn, places);
        change(provider, line -> line.add(ticket, limits));
        return ticket;
    }

    /** That provider takes so much from now on: whoever waits may go in at once. */
    public void limit(String provider, Limits limits) {
        change(provider, line -> line.limit(limits));
    }

    /** Takes the ticket out of the line, or gives its permit back. */
    void leave(Ticket ticket) {
        change(ticket.provider(), line -> line.remove(ticket));
    }

    /** Of all that its person has waiting there, that ticket is the next; nobody else's turn changes. */
    void moveToFront(Ticket ticket) {
        change(ticket.provider(), line -> line.moveToFront(ticket));
    }

    /**
     * Lets no call of that provider begin for so long: it has said when to come again. False, and nothing happens, where
     * that is longer than {@link #MAX_PAUSE}: then it is better to say so than to wait.
     */
    public boolean pause(String provider, Duration duration) {
        if (duration.compareTo(MAX_PAUSE) > 0) {
            return false;
        }
        long until = time.nanoTime() + duration.toNanos();
        Instant opensAt = time.now().plus(duration);
        change(provider, line -> line.shut(until, opensAt));
        return true;
    }

    /** From now on, what is {@link Turn#NEW} of that person waits, whatever the provider takes; or does no longer. */
    public void holdBack(UserId person, boolean isHeld) {
        List<Runnable> news = new ArrayList<>();
        lock.lock();
        try {
            if (isHeld ? holders.add(person) : holders.remove(person)) {
                List.copyOf(lines.keySet()).forEach(provider -> news.addAll(changed(provider)));
            }
        } finally {
            lock.unlock();
        }
        news.forEach(Runnable::run);
    }

    private void change(String provider, Consumer<Line> change) {
        List<Runnable> news;
        lock.lock();
        try {
            change.accept(line(provider));
            news = changed(provider);
        } finally {
            lock.unlock();
        }
        news.forEach(Runnable::run);
    }

    /** Lets in whoever may go in now; returns whom to tell what, once the lock is left. */
    @GuardedBy("lock") private List<Runnable> changed(String provider) {
        Line line = line(provider);
        List<Runnable> news = new ArrayList<>();
        long now = time.nanoTime();
        line.admit(now).forEach(ticket -> news.add(ticket::admitted));
        List<Ticket> order = line.order();
        long current = ++revision;
        for (int i = 0; i < order.size(); i++) {
            Ticket ticket = order.get(i);
            var place = new Place(i + 1, order.size(), line.opensAt(), line.isHeld(ticket));
            news.add(() -> ticket.placed(current, place));
        }
        long nanos = line.nanosToOpen(now);
        long due = now + nanos;
        if (nanos > 0 && !order.isEmpty() && line.wantsTimer(due)) {
            news.add(() ->
                    time.schedule(Duration.ofNanos(nanos), () -> change(provider, fired -> fired.timerFired(due))));
        }
        if (line.isIdle(now)) {
            lines.remove(provider);
        }
        return news;
    }

    @GuardedBy("lock") private Line line(String provider) {
        Line line = lines.get(provider);
        if (line == null) {
            line = new Line(holders);
            lines.put(provider, line);
        }
        return line;
    }

    /** How many calls of that provider hold a permit. */
    public int running(String provider) {
        lock.lock();
        try {
            Line line = lines.get(provider);
            return line == null ? 0 : line.running();
        } finally {
            lock.unlock();
        }
    }

    /** How many wait for that provider. */
    public int waiting(String provider) {
        lock.lock();
        try {
            Line line = lines.get(provider);
            return line == null ? 0 : line.order().size();
        } finally {
            lock.unlock();
        }
    }
}
