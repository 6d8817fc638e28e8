/**
 * Who asks: the one local user, or the one whom a trusted proxy names. Every request below /api has exactly one user
 * when it reaches a controller; a request without one gets 401 here.
 */
@NullMarked
package dev.polylogue.server.identity;

import org.jspecify.annotations.NullMarked;
