package dev.polylogue.engine.generation;

import java.time.Duration;
import java.util.List;

/**
 * Bounds of every generation.
 *
 * @param maxCharacters an answer that grows longer is ended, with finish reason length
 * @param retryDelays pauses before a refused call is made again, where the server names none: one for each retry
 * @param clarificationTtl how long a question waits for its answer
 * @param storePatience how long the end of an answer waits for a store that does not take it
 * @param maxSteps how many model calls one answer may take that uses tools
 * @param unwatchedTime an answer that nobody has followed for so long is stopped
 * @param unwatchedCharacters an answer that has grown by so much since somebody followed it is stopped
 */
public record GenerationSettings(
        long maxCharacters,
        List<Duration> retryDelays,
        Duration clarificationTtl,
        Duration storePatience,
        int maxSteps,
        Duration unwatchedTime,
        long unwatchedCharacters) {

    /** Tries a call three times at most, and waits a day for a person. */
    public static final GenerationSettings DEFAULT = new GenerationSettings(
            4_000_000,
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(4)),
            Duration.ofHours(24),
            Duration.ofSeconds(60),
            25,
            Duration.ofMinutes(30),
            200_000);

    public GenerationSettings {
        retryDelays = List.copyOf(retryDelays);
    }

    /** The same with other bounds for what nobody follows. */
    public GenerationSettings unwatched(Duration time, long characters) {
        return new GenerationSettings(
                maxCharacters, retryDelays, clarificationTtl, storePatience, maxSteps, time, characters);
    }
}
