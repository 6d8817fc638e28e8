@NullMarked
package dev.polylogue.engine.completion;

import org.jspecify.annotations.NullMarked;
