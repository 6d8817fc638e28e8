/**
 * Notices that a browser is gone and stays gone, and stops what its pages started if its person wants that. Counts
 * event connections by person and browser; an entry lives as long as a connection or its timer.
 */
@NullMarked
package dev.polylogue.server.leaving;

import org.jspecify.annotations.NullMarked;
