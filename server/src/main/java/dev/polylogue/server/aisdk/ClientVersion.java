package dev.polylogue.server.aisdk;

import dev.polylogue.server.follow.ChunkSet;
import dev.polylogue.server.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The header by which a client says its version. The transports of npm {@code ai} 6.0.326 and 7.0.173 say nothing of it
 * by themselves, but send the headers that a front end gives them, when they resume too.
 */
final class ClientVersion {

    static final String HEADER = "X-AI-SDK-Version";

    private static final int FIRST_WITH_MORE = 7;

    private ClientVersion() {}

    /** What a client of that version can read; null is none named. */
    static ChunkSet read(@Nullable String version) {
        if (version == null) {
            return ChunkSet.V6;
        }
        try {
            int major = Integer.parseInt(version.strip().split("\\.", 2)[0]);
            return major < FIRST_WITH_MORE ? ChunkSet.V6 : ChunkSet.V7;
        } catch (NumberFormatException noVersion) {
            throw RefusedException.badRequest(
                    HEADER, "The header " + HEADER + " must be a version of npm ai, such as 7.");
        }
    }
}
