/**
 * Rank 3. Makes partial answers durable: one timer, one transaction for all logs that grew. Never rewrites what it has
 * written, and never makes a generation wait.
 */
@NullMarked
package dev.polylogue.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
