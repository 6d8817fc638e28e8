/**
 * The server as people run it: a process of its own, started from the jar, ended by its own handle. What is tested
 * across a process border (browsers, faults, long runs) starts it here. It must never touch a process that it did not
 * start, nor let a developer's own settings into a test.
 */
@NullMarked
package dev.polylogue.testkit.process;

import org.jspecify.annotations.NullMarked;
