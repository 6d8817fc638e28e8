/**
 * Holds arguments and form values against JSON schemas. Asks no network for what a schema refers to.
 */
@NullMarked
package dev.polylogue.tools.schema;

import org.jspecify.annotations.NullMarked;
