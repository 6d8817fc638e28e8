/** The line in front of a provider: fair, and no permit is ever lost. */
@NullMarked
package dev.polylogue.engine.admission;

import org.jspecify.annotations.NullMarked;
