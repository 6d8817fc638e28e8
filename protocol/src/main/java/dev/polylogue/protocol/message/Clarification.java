package dev.polylogue.protocol.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polylogue.protocol.id.ClarificationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A question from the model to the person, as the wire shows it.
 *
 * @param options answers to choose from; free text is allowed beside them
 * @param schema JSON schema of a small form, where the answer is one
 * @param answer the person's words, once answered
 * @param kind null: a question of the model's
 * @param toolCallId the tool call that it is about; null where it is about none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Clarification(
        ClarificationId id,
        String question,
        @Nullable List<String> options,
        @Nullable JsonNode schema,
        Instant expiresAt,
        ClarificationState state,
        @Nullable String answer,
        @Nullable ClarificationKind kind,
        @Nullable String toolCallId) {

    /** A question of the model's, about no tool call. */
    public Clarification(
            ClarificationId id,
            String question,
            @Nullable List<String> options,
            @Nullable JsonNode schema,
            Instant expiresAt,
            ClarificationState state,
            @Nullable String answer) {
        this(id, question, options, schema, expiresAt, state, answer, null, null);
    }

    /** The same, about that tool call. */
    public Clarification about(String call, ClarificationKind kindOfIt) {
        return new Clarification(id, question, options, schema, expiresAt, state, answer, kindOfIt, call);
    }

    /** The same question after it ended. */
    public Clarification ended(ClarificationState end, @Nullable String words) {
        return new Clarification(id, question, options, schema, expiresAt, end, words, kind, toolCallId);
    }
}
