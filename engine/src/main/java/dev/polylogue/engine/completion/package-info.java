/**
 * Rank 4. One call of a model outside of a conversation: it waits in the same line as all others, its words are kept
 * until its reader takes them, and nothing of it is durable. Knows no conversation, runs no tools and asks nobody.
 */
@NullMarked
package dev.polylogue.engine.completion;

import org.jspecify.annotations.NullMarked;
