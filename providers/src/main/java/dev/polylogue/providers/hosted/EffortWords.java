package dev.polylogue.providers.hosted;

import dev.polylogue.protocol.command.ReasoningEffort;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** OpenAI's words for how hard to think. */
public final class EffortWords {

    private EffortWords() {}

    /** The word for {@code effort} that was not refused as the value of {@code pointer}; empty where none is to be said. */
    public static Optional<String> taken(@Nullable ReasoningEffort effort, String pointer, Set<String> refused) {
        return effort == null
                ? Optional.empty()
                : words(effort).stream()
                        .filter(word -> !refused.contains(pointer + "=" + word))
                        .findFirst();
    }

    /** The next one is for models that do not know the first. */
    private static List<String> words(ReasoningEffort effort) {
        return switch (effort) {
            case NONE -> List.of("none", "minimal", "low");
            case LOW, MEDIUM, HIGH -> List.of(effort.wire());
        };
    }
}
