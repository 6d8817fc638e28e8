/** The parser of server-sent events, against streams cut anywhere. */
@NullMarked
package dev.polylogue.providers.sse;

import org.jspecify.annotations.NullMarked;
