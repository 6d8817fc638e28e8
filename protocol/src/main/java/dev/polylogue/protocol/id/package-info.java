/**
 * The typed ids of the protocol. Each is a UUID with a meaning; a text that is not a UUID is no id, and asking for it
 * finds nothing. Never passes a bare string off as an id.
 */
@NullMarked
package dev.polylogue.protocol.id;

import org.jspecify.annotations.NullMarked;
