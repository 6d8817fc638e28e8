package dev.polylogue.protocol.command;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The person's answer to a question: words, or the values of its form. */
public record AnswerClarification(
        @Nullable String text, @Nullable JsonNode values) {}
