/** The guide: what it finds, how it speaks, how it ends. */
@NullMarked
package dev.polylogue.providers.guide;

import org.jspecify.annotations.NullMarked;
