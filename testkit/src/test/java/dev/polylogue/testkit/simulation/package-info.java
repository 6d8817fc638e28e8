/** Plays thousands of seeds, and shows that the same seed is the same history and that mistakes are found. */
@NullMarked
package dev.polylogue.testkit.simulation;

import org.jspecify.annotations.NullMarked;
