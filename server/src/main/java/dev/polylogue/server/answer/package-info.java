/**
 * The routes that generate, stop and answer questions. Thin: the checks are the engine's.
 */
@NullMarked
package dev.polylogue.server.answer;

import org.jspecify.annotations.NullMarked;
