package dev.polylogue.testkit.checker;

import java.util.function.Consumer;

/** Looks for violations of one invariant. */
interface Rule {

    void check(History history, Known known, Consumer<Violation> found);
}
