/**
 * Which providers there may be beside the configured ones: local model servers on their usual ports, and what the
 * environment names. It only says what to look at; looking is the dialect's. It never looks at our own port.
 */
@NullMarked
package dev.polylogue.providers.discovery;

import org.jspecify.annotations.NullMarked;
