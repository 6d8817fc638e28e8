/**
 * Rank 4. The life of one attempt to answer: its states, the loop over its steps, stop in every phase, and its one end.
 * Knows no message tree; what its conversation should learn it tells one listener.
 */
@NullMarked
package dev.polylogue.engine.generation;

import org.jspecify.annotations.NullMarked;
