/**
 * Rank 2. What the engine needs of a model server: start a call with a sink of events, await it, close it. Knows no
 * wire format and no HTTP.
 */
@NullMarked
package dev.polylogue.engine.provider;

import org.jspecify.annotations.NullMarked;
