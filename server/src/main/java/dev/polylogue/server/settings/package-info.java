/**
 * The routes of what a person has set.
 */
@NullMarked
package dev.polylogue.server.settings;

import org.jspecify.annotations.NullMarked;
