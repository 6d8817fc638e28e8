/**
 * Rank 3. The line in front of each provider: how many calls at once and in a minute, fair between people, first come first
 * served for one, shut for as long as the provider wishes. Holds no permit for whom it does not know to be running.
 */
@NullMarked
package dev.polylogue.engine.admission;

import org.jspecify.annotations.NullMarked;
