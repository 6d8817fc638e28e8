/**
 * The door for front ends that are built on the Vercel AI SDK, over HTTP and WebSocket: its requests in front, the
 * engine's commands and streams behind. It keeps nothing of its own; ids that are no UUIDs are mapped to such by their
 * words.
 */
@NullMarked
package dev.polylogue.server.aisdk;

import org.jspecify.annotations.NullMarked;
