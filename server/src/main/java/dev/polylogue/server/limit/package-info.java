/**
 * How much one person may ask: size of bodies and texts, requests per minute; and how much all may ask while memory or
 * connections run short. All of its state is bounded. A stop is never counted: it must always get through.
 */
@NullMarked
package dev.polylogue.server.limit;

import org.jspecify.annotations.NullMarked;
