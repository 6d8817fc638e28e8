package dev.polylogue.server.limit;

/** Looks at the process. Any thread may use it. */
interface LoadMeasure {

    Load now();

    /** Has the garbage collected, so that the next look is a true one. Blocks for as long as that takes. */
    void collect();
}
