/**
 * Rank 2. What the engine needs of tools: what a model is told of them, how one is run, who may run it. Knows no server
 * of tools and runs none itself.
 */
@NullMarked
package dev.polylogue.engine.tool;

import org.jspecify.annotations.NullMarked;
