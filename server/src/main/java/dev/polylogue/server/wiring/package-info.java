/**
 * Makes the engine with its store and its providers, and ends them in order. The only place that knows which
 * implementation stands behind a border of the engine.
 */
@NullMarked
package dev.polylogue.server.wiring;

import org.jspecify.annotations.NullMarked;
