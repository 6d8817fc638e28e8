package dev.polylogue.bench.server;

import dev.polylogue.bench.load.LoadPlan.Mode;

/** Who carries the streams from the model server to the client. */
enum Carrier {
    /** The server that is measured. */
    POLYLOGUE,
    /** A proxy that only copies bytes. */
    NGINX,
    /** A proxy of a few lines. */
    NODE,
    /** Nobody: the client speaks to the model server itself. What a stream takes longer than so, its carrier has added. */
    NONE;

    /** Whether it compiles its code while it runs, and costs more until that is done. */
    boolean hasToGetWarm() {
        return this == POLYLOGUE || this == NODE;
    }

    /** How the client follows the streams of that scene. */
    Mode mode(Scene scene) {
        return this == POLYLOGUE ? scene.mode() : Mode.PROXY;
    }
}
