package dev.polylogue.server.configuration;

import java.time.Duration;

/** What every setting of a kind must hold. */
final class Checks {

    private Checks() {}

    static void positive(String name, long number) {
        if (number <= 0) {
            throw new WrongSettingException(name + " must be more than 0");
        }
    }

    static void positive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new WrongSettingException(name + " must be more than 0");
        }
    }
}
