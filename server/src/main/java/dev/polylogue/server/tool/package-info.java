/**
 * The routes of the tools that models may call: what a person says about them, how the servers they come from fare, and
 * the servers that operators add while the server runs.
 */
@NullMarked
package dev.polylogue.server.tool;

import org.jspecify.annotations.NullMarked;
