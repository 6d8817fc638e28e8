package dev.polylogue.engine.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What changes a line beside coming and going: the minute's limit, a server's pause, a person's wishes. */
class LineTest {

    private static final UserId ANN = new UserId("ann");
    private static final UserId BEN = new UserId("ben");
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final FakeTime time = new FakeTime();
    private final Admission admission = new Admission(time);
    private final Map<Ticket, List<Place>> places = new HashMap<>();

    private Ticket enter(Limits limits, UserId person, Turn turn) {
        List<Place> told = new ArrayList<>();
        Ticket ticket = admission.enter("local", limits, person, turn, told::add);
        places.put(ticket, told);
        return ticket;
    }

    private Ticket enter(UserId person) {
        return enter(new Limits(1, UNLIMITED), person, Turn.NEW);
    }

    private Place place(Ticket ticket) {
        return places.getOrDefault(ticket, List.of()).getLast();
    }

    @Test
    void withinAnyMinuteNoMoreCallsBeginThanTheProviderTakes() {
        var limits = new Limits(UNLIMITED, 2);
        enter(limits, ANN, Turn.NEW).close();
        time.advance(Duration.ofSeconds(40));
        Ticket second = enter(limits, ANN, Turn.NEW);
        Ticket third = enter(limits, ANN, Turn.NEW);
        Ticket fourth = enter(limits, BEN, Turn.NEW);
        assertThat(second.isAdmitted()).isTrue();
        assertThat(third.isAdmitted()).isFalse();

        time.advance(Duration.ofMillis(19_999));
        assertThat(third.isAdmitted()).isFalse();
        time.advance(Duration.ofMillis(1));
        assertThat(third.isAdmitted()).isTrue();
        assertThat(fourth.isAdmitted()).isFalse();

        time.advance(Duration.ofSeconds(40));
        assertThat(fourth.isAdmitted()).isTrue();
        assertThat(time.timers()).isZero();
    }

    @Test
    void aPauseOfTheProviderShutsItsLineAndNoOther() {
        Ticket running = enter(ANN);
        assertThat(admission.pause("local", Duration.ofSeconds(30))).isTrue();
        running.close();
        Ticket waiting = enter(BEN);
        Ticket elsewhere = admission.enter("fast", new Limits(1, UNLIMITED), BEN, Turn.NEW, _ -> {});

        assertThat(waiting.isAdmitted()).isFalse();
        assertThat(place(waiting).opensAt()).isEqualTo(time.now().plusSeconds(30));
        assertThat(elsewhere.isAdmitted()).isTrue();

        time.advance(Duration.ofSeconds(30));
        assertThat(waiting.isAdmitted()).isTrue();
    }

    @Test
    void anEarlierEndOfAPauseDoesNotShortenIt() {
        admission.pause("local", Duration.ofSeconds(30));
        admission.pause("local", Duration.ofSeconds(5));
        Ticket waiting = enter(ANN);

        time.advance(Duration.ofSeconds(29));
        assertThat(waiting.isAdmitted()).isFalse();
        admission.pause("local", Duration.ofSeconds(10));
        time.advance(Duration.ofSeconds(9));
        assertThat(waiting.isAdmitted()).isFalse();
        time.advance(Duration.ofSeconds(1));
        assertThat(waiting.isAdmitted()).isTrue();
    }

    @Test
    void aPauseThatIsTooLongIsNotKept() {
        assertThat(admission.pause("local", Admission.MAX_PAUSE.plusNanos(1))).isFalse();

        assertThat(enter(ANN).isAdmitted()).isTrue();
    }

    @Test
    void aRefusedCallGoesFirstAndTakesNobodysTurn() {
        Ticket running = enter(ANN);
        Ticket ben = enter(BEN);
        Ticket ann = enter(ANN);
        Ticket refused = enter(new Limits(1, UNLIMITED), ANN, Turn.AGAIN);
        assertThat(place(refused).position()).isEqualTo(1);
        assertThat(place(ben).position()).isEqualTo(2);

        running.close();
        assertThat(refused.isAdmitted()).isTrue();
        refused.close();
        assertThat(ben.isAdmitted()).isTrue();
        ben.close();
        assertThat(ann.isAdmitted()).isTrue();
    }

    @Test
    void whatAPersonMovesToTheFrontGoesBeforeTheirOwnOnly() {
        Ticket running = enter(BEN);
        Ticket first = enter(ANN);
        Ticket other = enter(BEN);
        Ticket wanted = enter(ANN);

        wanted.moveToFront();

        assertThat(place(wanted).position()).isEqualTo(1);
        assertThat(place(other).position()).isEqualTo(2);
        assertThat(place(first).position()).isEqualTo(3);
        running.close();
        assertThat(wanted.isAdmitted()).isTrue();
    }

    @Test
    void movingWhatRunsOrHasGoneChangesNothing() {
        Ticket running = enter(ANN);
        Ticket gone = enter(ANN);
        gone.close();
        running.moveToFront();
        gone.moveToFront();

        assertThat(admission.running("local")).isEqualTo(1);
        assertThat(admission.waiting("local")).isZero();
    }

    @Test
    void whoHoldsBackLetsOnlyOthersAndWhatHasBegunIn() {
        var many = new Limits(UNLIMITED, UNLIMITED);
        admission.holdBack(ANN, true);
        Ticket held = enter(many, ANN, Turn.NEW);
        Ticket later = enter(many, ANN, Turn.NEXT);
        Ticket other = enter(many, BEN, Turn.NEW);

        assertThat(held.isAdmitted()).isFalse();
        assertThat(place(held)).isEqualTo(new Place(1, 1, null, true));
        assertThat(later.isAdmitted()).isTrue();
        assertThat(other.isAdmitted()).isTrue();

        admission.holdBack(ANN, false);
        assertThat(held.isAdmitted()).isTrue();
    }

    @Test
    void whatIsHeldBackStandsBehindAllOthersAndKeepsItsTurn() {
        Ticket running = enter(BEN);
        Ticket held = enter(ANN);
        Ticket other = enter(BEN);
        admission.holdBack(ANN, true);
        assertThat(place(held)).isEqualTo(new Place(2, 2, null, true));
        assertThat(place(other).position()).isEqualTo(1);

        admission.holdBack(ANN, false);
        assertThat(place(held)).isEqualTo(new Place(1, 2, null, false));
        running.close();
        assertThat(held.isAdmitted()).isTrue();
        assertThat(other.isAdmitted()).isFalse();
    }

    @Test
    void farBehindOnlyEachTenthOfTheWayIsTold() {
        List<Ticket> tickets = new ArrayList<>();
        for (int i = 0; i <= 100; i++) {
            tickets.add(enter(ANN));
        }
        Ticket last = tickets.getLast();

        for (Ticket ticket : tickets.subList(0, 100)) {
            ticket.close();
        }

        assertThat(last.isAdmitted()).isTrue();
        assertThat(places.getOrDefault(last, List.of()))
                .extracting(Place::position)
                .startsWith(100, 90, 81)
                .endsWith(3, 2, 1)
                .hasSizeLessThan(40);
    }
}
