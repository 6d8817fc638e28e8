/**
 * What the calls of all dialects have in common: from a request and a reader of frames to one stream of model events
 * with exactly one end. A dialect says what to send and how to read; it never sees a connection.
 */
@NullMarked
package dev.polylogue.providers.call;

import org.jspecify.annotations.NullMarked;
