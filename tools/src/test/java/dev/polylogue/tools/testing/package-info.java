/** What the tests of this module share. */
@NullMarked
package dev.polylogue.tools.testing;

import org.jspecify.annotations.NullMarked;
