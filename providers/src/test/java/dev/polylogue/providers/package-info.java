/** How the providers of a server come about. */
@NullMarked
package dev.polylogue.providers;

import org.jspecify.annotations.NullMarked;
