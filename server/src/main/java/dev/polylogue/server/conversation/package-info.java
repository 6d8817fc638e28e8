/**
 * The routes of conversations and their messages, except those that generate. Thin: the checks are the engine's.
 */
@NullMarked
package dev.polylogue.server.conversation;

import org.jspecify.annotations.NullMarked;
