/**
 * The tools that come with Polylogue. Each is one class; {@link dev.polylogue.tools.builtin.BuiltInTools} says which of
 * them are on. None keeps anything between two calls.
 */
@NullMarked
package dev.polylogue.tools.builtin;

import org.jspecify.annotations.NullMarked;
