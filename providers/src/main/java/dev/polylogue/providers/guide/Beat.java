package dev.polylogue.providers.guide;

import java.time.Duration;
import java.util.List;

/** One thing that the guide does in an answer. */
sealed interface Beat {

    /** Says Markdown, word by word. */
    record Say(String text) implements Beat {}

    /** Reasons, word by word. */
    record Think(String text) implements Beat {}

    /** Says nothing for a while. */
    record Rest(Duration duration) implements Beat {}

    /** Names the page that the answer rests on. */
    record Cite(GuidePage page) implements Beat {}

    /** Asks the person; what follows is not played. */
    record Ask(String question, List<String> options) implements Beat {
        public Ask {
            options = List.copyOf(options);
        }
    }

    /** Fails; what follows is only said to somebody who wants the rest. */
    record Break(String message) implements Beat {}
}
