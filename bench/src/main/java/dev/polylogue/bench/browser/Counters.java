package dev.polylogue.bench.browser;

/**
 * What the browser has counted for one page at one moment.
 *
 * @param nanos the moment, by our own clock
 * @param threadSeconds CPU time of the renderer's main thread
 * @param processSeconds CPU time of the whole renderer: with compositing, raster, and the worker where it lives there
 * @param layoutSeconds CPU time of layout
 * @param styleSeconds CPU time of computing styles
 * @param scriptSeconds CPU time of scripts
 */
record Counters(
        long nanos,
        double threadSeconds,
        double processSeconds,
        double layoutSeconds,
        double styleSeconds,
        double scriptSeconds) {

    /** What happened since an earlier moment. */
    Counters since(Counters before) {
        return new Counters(
                nanos - before.nanos,
                threadSeconds - before.threadSeconds,
                processSeconds - before.processSeconds,
                layoutSeconds - before.layoutSeconds,
                styleSeconds - before.styleSeconds,
                scriptSeconds - before.scriptSeconds);
    }

    /** How much of one core the main thread took, in percent. */
    double mainThreadPercent() {
        return percent(threadSeconds);
    }

    /** How much of one core the whole renderer took, in percent. */
    double rendererPercent() {
        return percent(processSeconds);
    }

    /** Where the main thread's time went, for people. */
    String parts() {
        return String.format(
                "script %.1f %%, layout %.1f %%, style %.1f %%, the rest %.1f %%",
                percent(scriptSeconds),
                percent(layoutSeconds),
                percent(styleSeconds),
                percent(threadSeconds - scriptSeconds - layoutSeconds - styleSeconds));
    }

    private double percent(double seconds) {
        return 100 * seconds / (nanos / 1e9);
    }
}
