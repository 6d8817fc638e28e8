package dev.polylogue.bench.server;

/**
 * Who carries the streams.
 *
 * @param pid whose CPU time counts
 * @param port where the client connects
 */
record Target(long pid, int port) {}
