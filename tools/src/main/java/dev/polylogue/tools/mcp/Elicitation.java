package dev.polylogue.tools.mcp;

import dev.polylogue.engine.tool.PersonAnswer;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;

/** A person's answer as a server takes it. */
final class Elicitation {

    /** Nobody answered. */
    static final ElicitResult CANCELLED =
            ElicitResult.builder(ElicitResult.Action.CANCEL).build();

    private Elicitation() {}

    static ElicitResult result(PersonAnswer answer) {
        return switch (answer) {
            // A server asks with a form; words that fit none are no answer to it.
            case PersonAnswer.Given given
            when given.content().isObject() ->
                ElicitResult.builder(ElicitResult.Action.ACCEPT)
                        .content(Transports.map(given.content()))
                        .build();
            case PersonAnswer.Given _, PersonAnswer.Expired _ -> CANCELLED;
            case PersonAnswer.Declined _ ->
                ElicitResult.builder(ElicitResult.Action.DECLINE).build();
        };
    }
}
