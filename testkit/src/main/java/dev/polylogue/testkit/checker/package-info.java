/**
 * Judges a run by what was seen of it from outside: what the model server sent, what the clients were told and saw, and
 * what the store held. Pure data goes in, violations of the invariants come out, so that a test over sockets, a fuzz and
 * a simulation in memory end with the same assertions. It must never know how a history came about, and must never call
 * something a violation that a correct server may do.
 */
@NullMarked
package dev.polylogue.testkit.checker;

import org.jspecify.annotations.NullMarked;
