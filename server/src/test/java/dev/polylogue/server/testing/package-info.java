/**
 * A whole server on a free port, with its own database, and clients that speak to it over real HTTP.
 */
@NullMarked
package dev.polylogue.server.testing;

import org.jspecify.annotations.NullMarked;
