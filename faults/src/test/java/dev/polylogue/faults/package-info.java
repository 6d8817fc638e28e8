/**
 * What must hold when something breaks: one test class for each fault, against a real server process, a simulated model
 * server and real sockets, each judged in the end by the checker of testkit. Every test has a short form for the
 * whole suite, with coarse bounds, and a full form ({@code make faults}) with the promised figures; what was measured
 * goes into one table. It must never ask for luck: whatever is random comes from a seed that a failure prints.
 */
@NullMarked
package dev.polylogue.faults;

import org.jspecify.annotations.NullMarked;
