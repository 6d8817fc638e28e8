package dev.polylogue.server.limit;

/**
 * How much of what the process may use is in use.
 *
 * @param heapAfterCollection the part of the heap that the last garbage collection left in use, from 0 to 1
 * @param nanosSinceCollection how long ago that was
 * @param openFiles files and sockets that are open
 * @param maxFiles how many may be
 */
record Load(double heapAfterCollection, long nanosSinceCollection, long openFiles, long maxFiles) {

    /** How many files are kept for what goes on: the database, the log, calls to models. */
    long fileReserve() {
        return Math.clamp(maxFiles / 8, 16, 256);
    }

    /** How many more may be opened before the reserve is touched. */
    long filesLeft() {
        return maxFiles - openFiles - fileReserve();
    }
}
