/**
 * Which addresses of the network a tool may call for a model. Whatever fetches an address that a model or a page has named
 * asks here first, and connects to the very address that was checked. What the operator has configured does not come by.
 */
@NullMarked
package dev.polylogue.tools.guard;

import org.jspecify.annotations.NullMarked;
