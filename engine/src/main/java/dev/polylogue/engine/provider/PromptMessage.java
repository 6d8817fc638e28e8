package dev.polylogue.engine.provider;

import org.jspecify.annotations.Nullable;

/** One thing that was said so far. */
public sealed interface PromptMessage {

    /** By the person. */
    record User(String text) implements PromptMessage {}

    /** By the assistant; its reasoning is not told again. */
    record Assistant(String text) implements PromptMessage {}

    /**
     * The assistant asked, and the question ended.
     *
     * @param answer the person's words; null: declined, or no answer in time
     */
    record Asked(String question, @Nullable String answer) implements PromptMessage {}
}
