/**
 * Streams what the engine's logs hold: the events of a person, the chunks of a generation. Each stream is a loop on
 * its own request's thread that pulls by cursor; nothing is queued for a reader, and a slow one costs nobody else
 * anything. Knows the container only through a small port.
 */
@NullMarked
package dev.polylogue.server.follow;

import org.jspecify.annotations.NullMarked;
