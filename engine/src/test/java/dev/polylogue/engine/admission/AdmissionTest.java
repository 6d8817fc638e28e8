package dev.polylogue.engine.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.testing.FakeTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AdmissionTest {

    private static final UserId ANN = new UserId("ann");
    private static final UserId BEN = new UserId("ben");
    private static final UserId CAT = new UserId("cat");

    private final Admission admission = new Admission(new FakeTime());
    private final Map<Ticket, List<String>> places = new HashMap<>();

    private Ticket enter(String provider, int max, UserId person) {
        List<String> told = new ArrayList<>();
        Ticket ticket = admission.enter(
                provider, limits(max), person, Turn.NEW, place -> told.add(place.position() + "/" + place.of()));
        places.put(ticket, told);
        return ticket;
    }

    private static Limits limits(int maxConcurrent) {
        return new Limits(maxConcurrent, Integer.MAX_VALUE);
    }

    private Ticket enter(UserId person) {
        return enter("local", 1, person);
    }

    @Test
    void atMostAsManyRunAsTheProviderTakes() {
        List<Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            tickets.add(enter("local", 3, ANN));
        }

        assertThat(tickets).extracting(Ticket::isAdmitted).containsExactly(true, true, true, false, false);
        assertThat(admission.running("local")).isEqualTo(3);
        assertThat(admission.waiting("local")).isEqualTo(2);
    }

    @Test
    void ofOnePersonTheFirstToComeIsTheFirstToGo() {
        Ticket first = enter(ANN);
        Ticket second = enter(ANN);
        Ticket third = enter(ANN);

        first.close();
        assertThat(second.isAdmitted()).isTrue();
        assertThat(third.isAdmitted()).isFalse();
        second.close();
        assertThat(third.isAdmitted()).isTrue();
    }

    @Test
    void whoeverWaitsGoesInWhenTheProviderTakesMore() {
        enter(ANN);
        Ticket second = enter(ANN);
        Ticket third = enter(BEN);

        admission.limit("local", limits(2));
        assertThat(List.of(second, third)).extracting(Ticket::isAdmitted).containsOnlyOnce(true);
        admission.limit("local", limits(3));
        assertThat(List.of(second, third)).extracting(Ticket::isAdmitted).containsOnly(true);
    }

    @Test
    void peopleTakeTurns() {
        Ticket running = enter(ANN);
        Map<Ticket, String> names = new HashMap<>();
        List<Ticket> waiting = new ArrayList<>();
        for (String name : List.of("ann1", "ann2", "ann3", "ben1", "ben2", "cat1")) {
            Ticket ticket = enter(new UserId(name.substring(0, 3)));
            names.put(ticket, name);
            waiting.add(ticket);
        }

        List<String> order = new ArrayList<>();
        Ticket current = running;
        while (!waiting.isEmpty()) {
            current.close();
            current = waiting.stream().filter(Ticket::isAdmitted).findFirst().orElseThrow();
            waiting.remove(current);
            order.add(names.get(current));
        }

        assertThat(order).containsExactly("ann1", "ben1", "cat1", "ann2", "ben2", "ann3");
    }

    @Test
    void whoeverWaitsIsToldEachNewPlace() {
        Ticket running = enter(ANN);
        Ticket next = enter(ANN);
        Ticket last = enter(ANN);
        assertThat(places.get(last)).containsExactly("2/2");

        running.close();

        assertThat(places.get(running)).isEmpty();
        assertThat(places.get(next)).containsExactly("1/1", "1/2");
        assertThat(places.get(last)).containsExactly("2/2", "1/1");
    }

    @Test
    void theToldPlaceIsTheTrueOrderAcrossPeople() {
        enter(ANN);
        Ticket secondOfAnn = enter(ANN);
        Ticket thirdOfAnn = enter(ANN);
        Ticket firstOfBen = enter(BEN);

        assertThat(places.get(secondOfAnn)).endsWith("1/3");
        assertThat(places.get(firstOfBen)).containsExactly("2/3");
        assertThat(places.get(thirdOfAnn)).containsExactly("2/2", "3/3");
    }

    @Test
    void leavingTheLineMovesTheOthersUpAndFreesNoPermit() throws InterruptedException {
        enter(ANN);
        Ticket leaving = enter(ANN);
        Ticket staying = enter(CAT);

        leaving.close();

        assertThat(leaving.await()).isFalse();
        assertThat(places.get(staying)).containsExactly("2/2", "1/1");
        assertThat(staying.isAdmitted()).isFalse();
        assertThat(admission.running("local")).isEqualTo(1);
    }

    @Test
    void closingTwiceGivesOnePermitBack() {
        Ticket first = enter(ANN);
        enter(ANN);
        enter(ANN);

        first.close();
        first.close();

        assertThat(admission.running("local")).isEqualTo(1);
        assertThat(admission.waiting("local")).isEqualTo(1);
    }

    @Test
    void oneProvidersLineDoesNotTouchAnothers() {
        enter("slow", 1, ANN);
        Ticket waiting = enter("slow", 1, ANN);
        Ticket elsewhere = enter("fast", 1, ANN);

        assertThat(elsewhere.isAdmitted()).isTrue();
        elsewhere.close();
        assertThat(waiting.isAdmitted()).isFalse();
        assertThat(places.get(waiting)).containsExactly("1/1");
    }

    @Test
    void awaitReturnsWhenTheTurnComes() throws Exception {
        Ticket running = enter(ANN);
        Ticket waiting = enter(BEN);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> turn = threads.submit(waiting::await);
            running.close();

            assertThat(turn.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /**
     * One line with a random number of permits; each step somebody enters, ends, or leaves the line, and after it: the
     * permits are all used while anybody waits, none is used twice, and the next one in is the one that the rule names.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aRandomWalkLosesNoPermitAndStarvesNobody(long seed) {
        var random = new Random(seed);
        int max = 1 + random.nextInt(4);
        List<UserId> people = List.of(ANN, BEN, CAT, new UserId("dan"));
        List<Ticket> running = new ArrayList<>();
        var expected = new ExpectedLine();
        for (int step = 0; step < 10_000; step++) {
            int choice = random.nextInt(10);
            if (choice < 4 && expected.size() < 12) {
                UserId person = people.get(random.nextInt(people.size()));
                expected.enter(person, admission.enter("local", limits(max), person, Turn.NEW, _ -> {}));
            } else if (choice < 6 && expected.size() > 0) {
                Ticket leaving = expected.removeRandom(random);
                leaving.close();
            } else if (!running.isEmpty()) {
                running.remove(random.nextInt(running.size())).close();
            }
            while (running.size() < max && expected.size() > 0) {
                Ticket next = expected.takeNext();
                assertThat(next.isAdmitted()).as("seed %d, step %d", seed, step).isTrue();
                running.add(next);
            }
            assertThat(admission.running("local")).isEqualTo(running.size());
            assertThat(admission.waiting("local")).isEqualTo(expected.size());
            assertThat(expected.anybodyAdmitted()).isFalse();
        }
        running.forEach(Ticket::close);
        while (expected.size() > 0) {
            Ticket next = expected.takeNext();
            assertThat(next.isAdmitted()).isTrue();
            next.close();
        }
        assertThat(admission.running("local")).isZero();
    }

    /** The rule in the plainest form: people in turn, each with a line of their own. */
    private static final class ExpectedLine {

        private final Deque<UserId> turns = new ArrayDeque<>();
        private final Map<UserId, Deque<Ticket>> tickets = new HashMap<>();

        void enter(UserId person, Ticket ticket) {
            if (!turns.contains(person)) {
                turns.add(person);
                tickets.put(person, new ArrayDeque<>());
            }
            tickets.getOrDefault(person, new ArrayDeque<>()).add(ticket);
        }

        Ticket takeNext() {
            UserId person = turns.remove();
            Deque<Ticket> own = tickets.getOrDefault(person, new ArrayDeque<>());
            Ticket next = own.remove();
            if (!own.isEmpty()) {
                turns.add(person);
            }
            return next;
        }

        Ticket removeRandom(Random random) {
            List<UserId> people = List.copyOf(turns);
            UserId person = people.get(random.nextInt(people.size()));
            Deque<Ticket> own = tickets.getOrDefault(person, new ArrayDeque<>());
            List<Ticket> line = List.copyOf(own);
            Ticket leaving = line.get(random.nextInt(line.size()));
            own.remove(leaving);
            if (own.isEmpty()) {
                turns.remove(person);
            }
            return leaving;
        }

        boolean anybodyAdmitted() {
            return turns.stream()
                    .flatMap(person -> tickets.getOrDefault(person, new ArrayDeque<>()).stream())
                    .anyMatch(Ticket::isAdmitted);
        }

        int size() {
            return turns.stream()
                    .mapToInt(person ->
                            tickets.getOrDefault(person, new ArrayDeque<>()).size())
                    .sum();
        }
    }

    @Test
    void manyThreadsAtOnceNeverHoldMorePermitsThanThereAre() throws Exception {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var together = new CyclicBarrier(64);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                var person = new UserId("person" + i % 5);
                boolean leavesEarly = i % 7 == 0;
                all.add(threads.submit(() -> {
                    together.await();
                    int admitted = 0;
                    for (int round = 0; round < 30; round++) {
                        Ticket ticket = admission.enter("local", limits(3), person, Turn.NEW, _ -> {});
                        if (leavesEarly) {
                            ticket.close();
                        }
                        if (ticket.await()) {
                            admitted++;
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            running.decrementAndGet();
                        }
                        ticket.close();
                    }
                    return admitted;
                }));
            }
            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i).get(50, TimeUnit.SECONDS)).isEqualTo(i % 7 == 0 ? 0 : 30);
            }
        }
        assertThat(most).hasValueBetween(1, 3);
        assertThat(admission.running("local")).isZero();
        assertThat(admission.waiting("local")).isZero();
    }
}
