/**
 * What a token costs the server: Polylogue, an nginx and a plain Node proxy carry the same streams, one after the other in
 * one run, and the CPU time of each process, or its calls into the kernel, is divided by the tokens that reached the
 * client. Also what is held while little moves, and how long a start takes.
 */
@NullMarked
package dev.polylogue.bench.server;

import org.jspecify.annotations.NullMarked;
