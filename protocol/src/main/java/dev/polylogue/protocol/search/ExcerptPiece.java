package dev.polylogue.protocol.search;

/**
 * A piece of an excerpt. The pieces, one after the other, are the excerpt; it is plain text and never markup.
 *
 * @param match whether this is a word that was looked for
 */
public record ExcerptPiece(String text, boolean match) {}
