/**
 * What the tests of all modules share: a simulated model server that can misbehave on the wire in every way that real
 * ones were seen to, the contract that every dialect must pass against it, and waiting with a deadline. It is kept as
 * clean as production code, since every other test rests on it. It must never sleep, and must never reach beyond
 * 127.0.0.1.
 */
@NullMarked
package dev.polylogue.testkit;

import org.jspecify.annotations.NullMarked;
