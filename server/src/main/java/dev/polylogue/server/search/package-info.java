/**
 * Search in a person's own titles and messages, over HTTP.
 */
@NullMarked
package dev.polylogue.server.search;

import org.jspecify.annotations.NullMarked;
