/**
 * A store that keeps everything in memory and every promise of a store but the durable one: what it holds is gone with
 * the object. The simulation runs the engine on it, because its transactions take no time and happen one at a time.
 * It passes the same contract tests as the real stores; it is not for serving people.
 */
@NullMarked
package dev.polylogue.testkit.memory;

import org.jspecify.annotations.NullMarked;
