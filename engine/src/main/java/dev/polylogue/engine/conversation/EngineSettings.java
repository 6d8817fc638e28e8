package dev.polylogue.engine.conversation;

import dev.polylogue.engine.generation.GenerationSettings;
import dev.polylogue.protocol.command.OnLeave;

/**
 * Bounds and defaults of the engine.
 *
 * @param maxActive how many generations may be active at once, of all people
 * @param maxText how many characters a person's message may have
 * @param onLeave what holds for people who set nothing
 */
public record EngineSettings(GenerationSettings generation, int maxActive, int maxText, OnLeave onLeave) {

    /** What a new installation has. */
    public static final EngineSettings DEFAULT =
            new EngineSettings(GenerationSettings.DEFAULT, 10_000, 1_048_576, OnLeave.STOP);
}
