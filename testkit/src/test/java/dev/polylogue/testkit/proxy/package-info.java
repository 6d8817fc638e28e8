/** What the other tests rely on, tested itself. */
@NullMarked
package dev.polylogue.testkit.proxy;

import org.jspecify.annotations.NullMarked;
