/**
 * What a search in a person's own conversations finds. Values only.
 */
@NullMarked
package dev.polylogue.protocol.search;

import org.jspecify.annotations.NullMarked;
