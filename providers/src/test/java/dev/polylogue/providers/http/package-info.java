/** Exchanges, and the framing of their bodies. */
@NullMarked
package dev.polylogue.providers.http;

import org.jspecify.annotations.NullMarked;
