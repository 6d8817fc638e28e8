/**
 * The providers of models: those that are configured, those that are found, and the built-in guide. {@link
 * dev.polylogue.providers.Providers} is the one way in. Everything here is plain Java on top of the engine's provider
 * SPI; a key never leaves for anything but the request that needs it.
 */
@NullMarked
package dev.polylogue.providers;

import org.jspecify.annotations.NullMarked;
