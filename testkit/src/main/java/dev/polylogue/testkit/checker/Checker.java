package dev.polylogue.testkit.checker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Judges a {@link History} by the invariants. Immutable; any thread may use it.
 *
 * <p>It accuses only where the history proves it: what may have been on its way when a moment was noted counts for the
 * server. So a look at the store is held only against what had been said before the look began, an answer that was
 * continued only against its last generation, and a command without an answer may have happened or not.
 */
public final class Checker {

    private static final int SHOWN = 20;
    private static final List<Rule> ALWAYS = List.of(
            new OneActive(),
            new OneEnd(),
            new DurableBeforeSaid(),
            new ContiguousOffsets(),
            new DeletedIsDeleted(),
            new PrefixOfSent());

    private final List<Rule> rules;

    private Checker(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** What holds at every moment, also in the middle of a run. */
    public static Checker atAnyTime() {
        return new Checker(ALWAYS);
    }

    /** The same, and that nothing streams in the last look at the store. */
    public static Checker atRest() {
        return atAnyTime().and(new AtRest());
    }

    /** The same, and that no undisturbed follower lags behind the first by more; moments have to be nanoseconds. */
    public Checker andNobodyWaits(Duration maxLag) {
        return and(new NobodyWaits(maxLag));
    }

    private Checker and(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new Checker(more);
    }

    /** All violations; none is what everybody wants. */
    public List<Violation> violations(History history) {
        var known = new Known(history);
        List<Violation> found = new ArrayList<>();
        rules.forEach(rule -> rule.check(history, known, found::add));
        return List.copyOf(found);
    }

    /** {@link AssertionError} that tells the violations, where there are any. */
    public void judge(History history) {
        List<Violation> found = violations(history);
        if (!found.isEmpty()) {
            throw new AssertionError(found.stream()
                    .limit(SHOWN)
                    .map(Violation::toString)
                    .collect(Collectors.joining("\n", found.size() + " violations:\n", "")));
        }
    }
}
