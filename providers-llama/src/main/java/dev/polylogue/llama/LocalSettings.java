package dev.polylogue.llama;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How local models run.
 *
 * @param folder where their files are
 * @param maxConcurrent how many answers at once: the slots of the model
 * @param context tokens of one slot, of which the conversation and the answer have to make do
 * @param threads of the processor; null: as llama.cpp thinks best
 * @param keepLoaded how long an unused model stays in memory
 */
public record LocalSettings(
        Path folder,
        int maxConcurrent,
        int context,
        @Nullable Integer threads,
        Duration keepLoaded) {}
