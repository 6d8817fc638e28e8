/** The parser of server-sent events, against streams cut anywhere. */
@NullMarked
package dev.polylogue.providers.http;

import org.jspecify.annotations.NullMarked;
