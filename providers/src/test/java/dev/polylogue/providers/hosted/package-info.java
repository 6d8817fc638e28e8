/** Tests of what all model servers have in common. */
@NullMarked
package dev.polylogue.providers.hosted;

import org.jspecify.annotations.NullMarked;
