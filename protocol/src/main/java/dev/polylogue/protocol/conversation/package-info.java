/**
 * A conversation as the list and its own page show it. Values only.
 */
@NullMarked
package dev.polylogue.protocol.conversation;

import org.jspecify.annotations.NullMarked;
