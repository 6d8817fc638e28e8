package dev.polylogue.engine.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One line with everything that may happen to it, in random order: people come, leave, end, are refused, move their own
 * to the front and hold back what is new; the server wants to be left alone; time passes. After each step: no limit is
 * broken, no permit is lost, nobody is kept out who may go in, and nobody starves.
 */
class SchedulingWalkTest {

    private static final int STEPS = 10_000;
    private static final int MOST_WAITING = 12;
    private static final Duration TICK = Duration.ofMillis(500);
    private static final List<UserId> PEOPLE =
            List.of(new UserId("ann"), new UserId("ben"), new UserId("cat"), new UserId("dan"));

    private final FakeTime time = new FakeTime();
    private final Admission admission = new Admission(time);

    /** In the order in which they came. */
    private final Map<Ticket, Passed> waiting = new LinkedHashMap<>();

    private final List<Ticket> running = new ArrayList<>();
    private final List<Long> begun = new ArrayList<>();
    private final Set<UserId> holders = new HashSet<>();
    private long shutUntil;

    /** How many of each other person went in while that ticket was the next of its own. */
    private static final class Passed {
        private final Map<UserId, Integer> by = new HashMap<>();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void noLimitIsBrokenNoPermitLostAndNobodyStarves(long seed) {
        var random = new Random(seed);
        var limits = new Limits(
                1 + random.nextInt(4), random.nextInt(3) == 0 ? Integer.MAX_VALUE : 20 + random.nextInt(100));
        for (int step = 0; step < STEPS; step++) {
            step(random, limits);
            admitted(limits);
            check(limits, "seed " + seed + ", step " + step);
        }
        drain(limits);
    }

    private void step(Random random, Limits limits) {
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> enter(person(random), limits, random.nextInt(4) == 0 ? Turn.NEXT : Turn.NEW);
            case 6, 7, 8, 9, 10 -> end(random);
            case 11 -> refuse(random, limits);
            case 12 -> leave(random);
            case 13 -> moveToFront(random);
            case 14 -> holdBack(person(random), random.nextInt(4) == 0);
            case 15 -> pause(random);
            default -> time.advance(TICK);
        }
    }

    private static UserId person(Random random) {
        return PEOPLE.get(random.nextInt(PEOPLE.size()));
    }

    private void enter(UserId person, Limits limits, Turn turn) {
        if (waiting.size() < MOST_WAITING) {
            waiting.put(admission.enter("local", limits, person, turn, _ -> {}), new Passed());
        }
    }

    private void end(Random random) {
        if (!running.isEmpty()) {
            running.remove(random.nextInt(running.size())).close();
        }
    }

    /** Now and then the server says when to come again. */
    private void refuse(Random random, Limits limits) {
        if (!running.isEmpty()) {
            Ticket refused = running.remove(random.nextInt(running.size()));
            pause(random);
            refused.close();
            waiting.put(admission.enter("local", limits, refused.person(), Turn.AGAIN, _ -> {}), new Passed());
        }
    }

    private void pause(Random random) {
        Duration pause = Duration.ofMillis(random.nextInt(3_000));
        shutUntil = Math.max(shutUntil, time.nanoTime() + pause.toNanos());
        assertThat(admission.pause("local", pause)).isTrue();
    }

    private void leave(Random random) {
        if (!waiting.isEmpty()) {
            Ticket leaving = any(random);
            waiting.remove(leaving);
            leaving.close();
        }
    }

    private void moveToFront(Random random) {
        if (!waiting.isEmpty()) {
            Ticket wanted = any(random);
            wanted.moveToFront();
            // Its person's own doing: the others of that person begin to count anew.
            waiting.forEach((ticket, passed) -> {
                if (ticket.person().equals(wanted.person())) {
                    passed.by.clear();
                }
            });
        }
    }

    private Ticket any(Random random) {
        return List.copyOf(waiting.keySet()).get(random.nextInt(waiting.size()));
    }

    private void holdBack(UserId person, boolean isHeld) {
        if (isHeld ? holders.add(person) : holders.remove(person)) {
            waiting.values().forEach(passed -> passed.by.clear());
        }
        admission.holdBack(person, isHeld);
    }

    /** Takes over who went in, and counts whom each of them has passed. */
    private void admitted(Limits limits) {
        List<Ticket> in = new ArrayList<>();
        for (Iterator<Ticket> tickets = waiting.keySet().iterator(); tickets.hasNext(); ) {
            Ticket ticket = tickets.next();
            if (ticket.isAdmitted()) {
                tickets.remove();
                in.add(ticket);
            }
        }
        for (Ticket ticket : in) {
            assertThat(isHeld(ticket)).as("held back").isFalse();
            running.add(ticket);
            begun.add(time.nanoTime());
            waiting.forEach((other, passed) -> {
                boolean isOwn = other.person().equals(ticket.person());
                if (isOwn) {
                    passed.by.clear();
                } else if (ticket.turn() != Turn.AGAIN && !isHeld(other)) {
                    passed.by.merge(ticket.person(), 1, Integer::sum);
                }
            });
        }
        if (limits.perMinute() == Integer.MAX_VALUE) {
            begun.clear();
        }
    }

    private boolean isHeld(Ticket ticket) {
        return ticket.turn() == Turn.NEW && holders.contains(ticket.person());
    }

    private void check(Limits limits, String where) {
        long now = time.nanoTime();
        begun.removeIf(at -> now - at >= Duration.ofMinutes(1).toNanos());
        assertThat(admission.running("local")).as(where).isEqualTo(running.size());
        assertThat(admission.waiting("local")).as(where).isEqualTo(waiting.size());
        assertThat(running.size()).as(where).isLessThanOrEqualTo(limits.maxConcurrent());
        assertThat(begun.size()).as(where).isLessThanOrEqualTo(limits.perMinute());
        boolean isFull = running.size() == limits.maxConcurrent() || begun.size() == limits.perMinute();
        boolean mayGoIn = waiting.keySet().stream().anyMatch(ticket -> !isHeld(ticket));
        assertThat(mayGoIn && !isFull && now >= shutUntil)
                .as(where + ": kept out")
                .isFalse();
        // Several may go in within one step; each other person goes before at most once, and those together.
        waiting.forEach((_, passed) ->
                assertThat(passed.by.values()).as(where).allMatch(times -> times <= 1 + limits.maxConcurrent()));
    }

    /** Everybody comes in when nothing more comes between: no permit was lost on the way. */
    private void drain(Limits limits) {
        PEOPLE.forEach(person -> holdBack(person, false));
        while (!running.isEmpty() || !waiting.isEmpty()) {
            running.forEach(Ticket::close);
            running.clear();
            time.advance(TICK);
            admitted(limits);
        }
        assertThat(admission.running("local")).isZero();
        assertThat(admission.waiting("local")).isZero();
    }
}
