/**
 * Rank 1. The only place that reads a clock, starts a timer or starts a thread; everyone else is given a {@link
 * dev.polylogue.engine.time.Time}. Wall time is for showing, {@code nanoTime} for measuring: a jump of the wall clock
 * ends or delays nothing.
 */
@NullMarked
package dev.polylogue.engine.time;

import org.jspecify.annotations.NullMarked;
