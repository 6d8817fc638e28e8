/**
 * Keeps what must not be read from the database: API keys, and the variables and headers of servers of tools. Stores
 * nothing itself but the key to them.
 */
@NullMarked
package dev.polylogue.server.secret;

import org.jspecify.annotations.NullMarked;
