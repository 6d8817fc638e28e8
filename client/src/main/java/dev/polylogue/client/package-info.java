/**
 * Polylogue for Java programs: {@link dev.polylogue.client.Polylogue} sends, follows and stops answers in any number of
 * conversations at once. It promises that a lost connection costs no chunk and doubles none, and that one conversation
 * never blocks another. All that waits blocks the calling thread, so virtual threads are at home here. It must never
 * keep chunks that nobody has asked for: what a reader does not take stays in the server's log.
 */
@NullMarked
package dev.polylogue.client;

import org.jspecify.annotations.NullMarked;
