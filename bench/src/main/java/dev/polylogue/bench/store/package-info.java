/**
 * What the store costs: on a real file, through the real store, and through a real server over HTTP. It prepares a data
 * folder with a hundred thousand messages once and keeps it below {@code target}.
 */
@NullMarked
package dev.polylogue.bench.store;

import org.jspecify.annotations.NullMarked;
