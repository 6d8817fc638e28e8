/** The adapter against models made for the test. */
@NullMarked
package dev.polylogue.langchain4j;

import org.jspecify.annotations.NullMarked;
