/**
 * Small models that a person can have fetched: a catalogue that says what each is, where from, how large and with which
 * checksum, and downloads that go on where they were cut, also after a restart. What does not have the checksum of the
 * catalogue never becomes a model.
 */
@NullMarked
package dev.polylogue.llama.download;

import org.jspecify.annotations.NullMarked;
