/**
 * The unit of the live stream, its JSON form, and the fold of chunks into parts. {@code docs/protocol.md} is the
 * contract; the fixtures hold this package and the TypeScript codec to it.
 */
@NullMarked
package dev.polylogue.protocol.chunk;

import org.jspecify.annotations.NullMarked;
