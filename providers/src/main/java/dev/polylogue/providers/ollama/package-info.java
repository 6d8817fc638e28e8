/**
 * The dialect {@code ollama}: Ollama's own API, which says what a model can, how large it is, and takes how much context
 * it gets and how long it stays in memory; and getting further models.
 */
@NullMarked
package dev.polylogue.providers.ollama;

import org.jspecify.annotations.NullMarked;
