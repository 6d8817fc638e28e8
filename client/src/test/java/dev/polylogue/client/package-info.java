/** The client against a server that speaks the wire byte by byte, and breaks off where a test wants it to. */
@NullMarked
package dev.polylogue.client;

import org.jspecify.annotations.NullMarked;
