/** The dialect against the simulated upstream: the contract of all dialects, and what is its own. */
@NullMarked
package dev.polylogue.providers.openai;

import org.jspecify.annotations.NullMarked;
