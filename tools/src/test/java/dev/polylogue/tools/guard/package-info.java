/** What the guard lets through, address by address. */
@NullMarked
package dev.polylogue.tools.guard;

import org.jspecify.annotations.NullMarked;
