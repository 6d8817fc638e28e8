/**
 * The dialect {@code openai-responses}: OpenAI's responses. The server keeps nothing; what a model thought comes encrypted
 * beside a summary, and is told again as it came.
 */
@NullMarked
package dev.polylogue.providers.responses;

import org.jspecify.annotations.NullMarked;
