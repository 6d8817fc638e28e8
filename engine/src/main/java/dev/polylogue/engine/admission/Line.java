package dev.polylogue.engine.admission;

import dev.polylogue.engine.identity.UserId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One provider's line: who holds a permit, who waits and in which order, and until when nobody goes in. Guarded by the
 * lock of {@link Admission}; tells nobody anything by itself. Times are those of the clock that never jumps.
 */
final class Line {

    private static final long OPEN = 0;

    private final Set<Ticket> running = new HashSet<>();

    /** Refused calls, in the order of their refusals. They have had their turn, so they take nobody's. */
    private final Deque<Ticket> again = new ArrayDeque<>();

    /** People in the order of their turns; each has at least one ticket. */
    private final Map<UserId, Deque<Ticket>> waiting = new LinkedHashMap<>();

    /** Who holds back what is new: the live set of all lines. */
    private final Set<UserId> holders;

    private final Pace pace = new Pace();
    private Limits limits = new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE);
    private @Nullable Shut shut;

    /** When the timer is due that lets the next in; null where none is set. */
    private @Nullable Long timer;

    Line(Set<UserId> holders) {
        this.holders = holders;
    }

    void limit(Limits now) {
        limits = now;
    }

    void add(Ticket ticket, Limits limits) {
        limit(limits);
        if (ticket.turn() == Turn.AGAIN) {
            again.add(ticket);
        } else {
            waiting.computeIfAbsent(ticket.person(), _ -> new ArrayDeque<>()).add(ticket);
        }
    }

    void remove(Ticket ticket) {
        if (running.remove(ticket) || again.remove(ticket)) {
            return;
        }
        Deque<Ticket> tickets = waiting.get(ticket.person());
        if (tickets != null && tickets.remove(ticket) && tickets.isEmpty()) {
            waiting.remove(ticket.person());
        }
    }

    /** Of its person's tickets that one is the first; the turns of people stay as they are. */
    void moveToFront(Ticket ticket) {
        Deque<Ticket> tickets = waiting.get(ticket.person());
        if (tickets != null && tickets.remove(ticket)) {
            tickets.addFirst(ticket);
        }
    }

    /** Lets nobody in until then; an earlier end than the one before changes nothing. */
    void shut(long until, Instant opensAt) {
        if (shut == null || until - shut.until() > 0) {
            shut = new Shut(until, opensAt);
        }
    }

    /** Takes whoever may go in now, and gives each a permit. */
    List<Ticket> admit(long now) {
        List<Ticket> admitted = new ArrayList<>();
        while (running.size() < limits.maxConcurrent() && nanosToOpen(now) == OPEN) {
            Ticket next = takeNext();
            if (next == null) {
                break;
            }
            running.add(next);
            admitted.add(next);
            if (limits.perMinute() < Integer.MAX_VALUE) {
                pace.began(now);
            }
        }
        return admitted;
    }

    /** Takes from the person whose turn it is, and puts that person at the end. */
    private @Nullable Ticket takeNext() {
        if (!again.isEmpty()) {
            return again.remove();
        }
        for (var turns = waiting.entrySet().iterator(); turns.hasNext(); ) {
            var turn = turns.next();
            Deque<Ticket> tickets = turn.getValue();
            Ticket next = firstFree(tickets);
            if (next != null) {
                turns.remove();
                tickets.remove(next);
                if (!tickets.isEmpty()) {
                    waiting.put(next.person(), tickets);
                }
                return next;
            }
        }
        return null;
    }

    private @Nullable Ticket firstFree(Deque<Ticket> tickets) {
        for (Ticket ticket : tickets) {
            if (!isHeld(ticket)) {
                return ticket;
            }
        }
        return null;
    }

    boolean isHeld(Ticket ticket) {
        return ticket.turn() == Turn.NEW && holders.contains(ticket.person());
    }

    /** How long until time alone lets somebody in; 0: time keeps nobody out. */
    long nanosToOpen(long now) {
        if (shut != null && now - shut.until() >= 0) {
            shut = null;
        }
        long shutFor = shut == null ? OPEN : shut.until() - now;
        return Math.max(shutFor, pace.nanosToNext(limits.perMinute(), now));
    }

    /** When a provider that wants to be left alone takes calls again; null: it takes them. */
    @Nullable Instant opensAt() {
        return shut == null ? null : shut.opensAt();
    }

    /** Who waits: first those who may go in, in the order in which they would, then those that are held back. */
    List<Ticket> order() {
        List<Ticket> order = new ArrayList<>(again);
        List<Ticket> held = new ArrayList<>();
        List<Iterator<Ticket>> people = new ArrayList<>();
        waiting.values().forEach(tickets -> people.add(tickets.iterator()));
        while (!people.isEmpty()) {
            for (Iterator<Iterator<Ticket>> turns = people.iterator(); turns.hasNext(); ) {
                Ticket next = nextFree(turns.next(), held);
                if (next == null) {
                    turns.remove();
                } else {
                    order.add(next);
                }
            }
        }
        order.addAll(held);
        return order;
    }

    private @Nullable Ticket nextFree(Iterator<Ticket> tickets, List<Ticket> held) {
        while (tickets.hasNext()) {
            Ticket ticket = tickets.next();
            if (!isHeld(ticket)) {
                return ticket;
            }
            held.add(ticket);
        }
        return null;
    }

    /** Whether a timer has to be set for that moment: none is set that comes as early. */
    boolean wantsTimer(long due) {
        if (timer != null && due - timer >= 0) {
            return false;
        }
        timer = due;
        return true;
    }

    /** The timer for that moment has fired. One that was set for a later moment before is of no use any more. */
    void timerFired(long due) {
        if (timer != null && timer == due) {
            timer = null;
        }
    }

    int running() {
        return running.size();
    }

    boolean hasWaiting() {
        return !again.isEmpty() || !waiting.isEmpty();
    }

    /** Whether nothing would be lost with it. */
    boolean isIdle(long now) {
        return running.isEmpty() && !hasWaiting() && nanosToOpen(now) == OPEN && pace.isFresh(now);
    }

    /** Until when nobody goes in, on the clock that never jumps and on people's. */
    private record Shut(long until, Instant opensAt) {}
}
