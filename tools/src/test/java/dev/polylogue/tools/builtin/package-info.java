/** The built-in tools, called as the engine calls them. */
@NullMarked
package dev.polylogue.tools.builtin;

import org.jspecify.annotations.NullMarked;
