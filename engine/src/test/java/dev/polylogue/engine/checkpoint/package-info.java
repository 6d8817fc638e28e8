/** What the checkpoint writes and when, against a store that records it. */
@NullMarked
package dev.polylogue.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
