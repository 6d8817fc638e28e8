/**
 * Who asks: the one local user, the one whom a trusted proxy names, or the owner of a token. Every request below /api
 * and /v1 has exactly one user
 * when it reaches a controller; a request without one gets 401 here.
 */
@NullMarked
package dev.polylogue.server.identity;

import org.jspecify.annotations.NullMarked;
