package dev.polylogue.testkit.process;

import java.util.List;

/**
 * A start that came to nothing.
 *
 * @param exit the exit code
 * @param log all that was printed
 */
public record Refusal(int exit, List<String> log) {
    public Refusal {
        log = List.copyOf(log);
    }
}
