/**
 * What a client can ask for and what it is told at once. Values only; the checks are the engine's.
 */
@NullMarked
package dev.polylogue.protocol.command;

import org.jspecify.annotations.NullMarked;
