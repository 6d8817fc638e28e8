/**
 * Rank 2. The live streams: one log of encoded chunks per generation, one feed of all logs per person. Followers pull by
 * cursor, nothing is queued for any of them, and a writer never waits for a reader. {@code EDGE_CASES.md} beside this
 * file has the odd cases.
 */
@NullMarked
package dev.polylogue.engine.log;

import org.jspecify.annotations.NullMarked;
