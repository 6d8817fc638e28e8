package dev.polylogue.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.testkit.Await;
import dev.polylogue.testkit.checker.Checker;
import dev.polylogue.testkit.checker.Told;
import dev.polylogue.testkit.checker.Told.Accepted;
import dev.polylogue.testkit.checker.Told.Busy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@FaultRow(
        number = 5,
        fault = "two tabs send at once in one conversation",
        holds = "one generation, one 409 that names it, both tabs end in the same state; 1,000 rounds, 0 doubles")
final class TwoTabsTest {

    private static final int ROUNDS = Scale.of(50, 1000);
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void ofTwoSendsAtOnceOneIsTakenAndTheOtherIsToldWhichOne(@TempDir Path data, Measured measured) throws Exception {
        int doubles = 0;
        try (Stage stage = Stage.open(data)) {
            FeedFollower one = stage.followAll(stage.server().port(), "tab one", true);
            FeedFollower other = stage.followAll(stage.server().port(), "tab two", true);
            List<Accepted> taken = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                String conversation = stage.api().newConversation("rate-100-length-5-marked-yes");
                List<Told> told = Together.all(2, _ -> stage.send(conversation));
                List<Accepted> here = told.stream()
                        .filter(Accepted.class::isInstance)
                        .map(Accepted.class::cast)
                        .toList();
                doubles += Math.max(0, here.size() - 1);
                assertThat(here).hasSize(1);
                assertThat(told.stream().filter(Busy.class::isInstance).map(busy -> ((Busy) busy).active()))
                        .containsExactly(here.getFirst().generation());
                taken.addAll(here);
            }
            for (FeedFollower tab : List.of(one, other)) {
                Await.until(
                        "both tabs see all ends",
                        SOON,
                        () -> tab.hasSeenEnds(
                                taken.stream().map(Accepted::generation).toList()));
            }
            stage.look();
            Checker.atRest().judge(stage.history());
        }
        measured.figure("rounds", ROUNDS);
        measured.figure("doubles", doubles);
    }
}
