/**
 * One HTTP exchange with a model server on an event loop, which owns its connection, its three timers and its end. It
 * promises that closing closes the connection itself, in whatever phase, and that exactly one end is told. It knows no
 * dialect, and must never block the event loop or log a header.
 */
@NullMarked
package dev.polylogue.providers.http;

import org.jspecify.annotations.NullMarked;
