/**
 * The route of the tools that models may call, and of how the servers they come from fare. Changes nothing.
 */
@NullMarked
package dev.polylogue.server.tool;

import org.jspecify.annotations.NullMarked;
