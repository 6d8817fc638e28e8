/**
 * Rank 1. Who asks, and how new ids are made. Owns no state beside the id source; never reads a clock itself.
 */
@NullMarked
package dev.polylogue.engine.identity;

import org.jspecify.annotations.NullMarked;
