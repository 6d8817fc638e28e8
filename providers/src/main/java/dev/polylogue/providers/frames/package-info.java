/**
 * Frames out of bytes that may be cut anywhere: server-sent events, and lines of JSON. It makes no text and no object per
 * byte: a frame is handed on as bytes when it is whole. It never holds more than 1 MiB.
 */
@NullMarked
package dev.polylogue.providers.frames;

import org.jspecify.annotations.NullMarked;
