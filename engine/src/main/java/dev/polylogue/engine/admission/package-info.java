/**
 * Rank 3. The queue in front of each provider: how many calls at once, fair between people, first come first served for
 * one. Holds no permit for whom it does not know to be running.
 */
@NullMarked
package dev.polylogue.engine.admission;

import org.jspecify.annotations.NullMarked;
