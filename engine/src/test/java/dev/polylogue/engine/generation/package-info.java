/** The life of a generation, row by row and in random walks. */
@NullMarked
package dev.polylogue.engine.generation;

import org.jspecify.annotations.NullMarked;
