package dev.polylogue.bench.browser;

import java.util.concurrent.TimeUnit;

/** Time that must pass: while something is measured, or until it is asked again whether something has happened. */
final class Pause {

    private Pause() {}

    static void seconds(int seconds) throws InterruptedException {
        TimeUnit.SECONDS.sleep(seconds);
    }

    static void millis(int millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }
}
