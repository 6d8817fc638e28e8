/** What the other tests rely on, tested itself. */
@NullMarked
package dev.polylogue.testkit.checker;

import org.jspecify.annotations.NullMarked;
