/**
 * How a bench says what it measured: figures with their bounds, a table for people, JSON for programs, and the
 * comparison with the figures that the repository keeps. It measures nothing itself.
 */
@NullMarked
package dev.polylogue.bench.report;

import org.jspecify.annotations.NullMarked;
