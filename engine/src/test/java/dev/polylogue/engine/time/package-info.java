/** Rounds of a repetition. */
@NullMarked
package dev.polylogue.engine.time;

import org.jspecify.annotations.NullMarked;
