/** The store in memory is held to the contract of all stores. */
@NullMarked
package dev.polylogue.testkit.memory;

import org.jspecify.annotations.NullMarked;
