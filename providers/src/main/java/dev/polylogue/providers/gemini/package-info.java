/**
 * The dialect {@code gemini}: streamed content of Google's Gemini API. Calls come whole, and some with a signature of the
 * thoughts before them, which is told again as it came.
 */
@NullMarked
package dev.polylogue.providers.gemini;

import org.jspecify.annotations.NullMarked;
