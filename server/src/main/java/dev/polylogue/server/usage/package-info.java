/** Tells people what their answers took. */
@NullMarked
package dev.polylogue.server.usage;

import org.jspecify.annotations.NullMarked;
