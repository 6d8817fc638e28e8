/**
 * The stable codes of everything that can be refused.
 */
@NullMarked
package dev.polylogue.protocol.error;

import org.jspecify.annotations.NullMarked;
