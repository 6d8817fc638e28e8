/**
 * What a person configures about a provider, as plain values. It reads no file and no environment, and shows no key.
 */
@NullMarked
package dev.polylogue.providers.settings;

import org.jspecify.annotations.NullMarked;
