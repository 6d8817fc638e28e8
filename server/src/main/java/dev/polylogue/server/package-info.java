/**
 * The program: starts Spring and says in one line that it is ready, or in one line why not. Holds no logic of its own.
 */
@NullMarked
package dev.polylogue.server;

import org.jspecify.annotations.NullMarked;
