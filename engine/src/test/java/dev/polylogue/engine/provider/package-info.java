/** What all providers have in common. */
@NullMarked
package dev.polylogue.engine.provider;

import org.jspecify.annotations.NullMarked;
