package dev.polylogue.testkit.checker;

/** A broken invariant, in words that name who saw what. */
public record Violation(Invariant invariant, String words) {

    @Override
    public String toString() {
        return invariant + ": " + words;
    }
}
