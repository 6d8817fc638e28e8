/**
 * Rank 5. Conversations and the commands of a person: send, edit, regenerate, continue, stop, answer, delete. Owns the
 * message tree and what the list shows; leaves the life of an answer to {@code generation}.
 */
@NullMarked
package dev.polylogue.engine.conversation;

import org.jspecify.annotations.NullMarked;
