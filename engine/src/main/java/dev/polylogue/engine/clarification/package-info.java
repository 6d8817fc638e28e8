/**
 * Rank 3. Questions that nobody answers in time: finds them and has them ended. The questions themselves are in the
 * store.
 */
@NullMarked
package dev.polylogue.engine.clarification;

import org.jspecify.annotations.NullMarked;
