/**
 * Tells programs that watch over servers whether this one can serve.
 */
@NullMarked
package dev.polylogue.server.health;

import org.jspecify.annotations.NullMarked;
