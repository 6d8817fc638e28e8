/**
 * Streams what the engine's logs hold: the events of a person, the chunks of a generation, the turns of a chat. Each stream
 * is a cursor that pulls; two threads write all of them, nothing is queued for a reader, and a slow one costs nobody else
 * anything. Knows the container only through a small port.
 */
@NullMarked
package dev.polylogue.server.follow;

import org.jspecify.annotations.NullMarked;
