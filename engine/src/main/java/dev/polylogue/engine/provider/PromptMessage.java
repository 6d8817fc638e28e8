package dev.polylogue.engine.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One thing that was said so far. What an assistant said in one model call follows each other: its {@link Reasoning},
 * its {@link Assistant} words and its {@link ToolCalled}; then comes one {@link ToolAnswered} for each of those calls.
 */
public sealed interface PromptMessage {

    /** By the person. Texts that they attached are in {@code text} already; {@code attachments} are images. */
    record User(String text, List<Attachment> attachments) implements PromptMessage {

        public User {
            attachments = List.copyOf(attachments);
        }

        public User(String text) {
            this(text, List.of());
        }
    }

    /** By the assistant. */
    record Assistant(String text) implements PromptMessage {}

    /**
     * What the assistant thought. Only told to the dialect whose name is the field of {@code metadata}, and only in the
     * form that it has there.
     */
    record Reasoning(String text, JsonNode metadata) implements PromptMessage {}

    /**
     * The assistant called a tool.
     *
     * @param id pairs it with its answer
     * @param arguments a JSON object
     * @param metadata as for {@link Reasoning}; null for none
     */
    record ToolCalled(
            String id,
            String name,
            JsonNode arguments,
            @Nullable JsonNode metadata) implements PromptMessage {}

    /** What the tool gave, or why it did not. */
    record ToolAnswered(String id, String name, String result, boolean isError) implements PromptMessage {}

    /**
     * The assistant asked, and the question ended.
     *
     * @param answer the person's words; null: declined, or no answer in time
     */
    record Asked(String question, @Nullable String answer) implements PromptMessage {}
}
