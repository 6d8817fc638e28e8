/** Questions whose time is over, against a store that is only a list of them. */
@NullMarked
package dev.polylogue.engine.clarification;

import org.jspecify.annotations.NullMarked;
