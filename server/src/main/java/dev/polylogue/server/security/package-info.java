/**
 * Keeps other sites out: the Host and Origin of each request are checked before anything else looks at it, and each
 * answer carries the headers that bind the browser. There is no login here.
 */
@NullMarked
package dev.polylogue.server.security;

import org.jspecify.annotations.NullMarked;
