package dev.polylogue.protocol.command;

import org.jspecify.annotations.Nullable;

/**
 * What to change about a text that waits; null leaves it.
 *
 * @param position its place among those that wait, from 0; one outside of them is moved to the nearer end
 */
public record ChangeFollowUp(
        @Nullable String text, @Nullable Integer position) {}
