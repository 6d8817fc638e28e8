/**
 * The built-in assistant {@code polylogue/guide}, which is no language model and says so. It answers from pages that are
 * bundled with the program, found by a small full-text index, and shows each feature of a chat on request, so that the
 * first five minutes are real without any model. It needs no network, holds no thread while it speaks, and says the same
 * to the same question.
 */
@NullMarked
package dev.polylogue.providers.guide;

import org.jspecify.annotations.NullMarked;
