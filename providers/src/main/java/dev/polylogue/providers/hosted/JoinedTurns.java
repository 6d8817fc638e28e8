package dev.polylogue.providers.hosted;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns that must alternate: what one side says in a row is one turn. */
public final class JoinedTurns {

    private final ArrayNode turns;
    private final String content;

    /** Adds to {@code turns}, each of which has its {@code role} and an array of that name. */
    public JoinedTurns(ArrayNode turns, String content) {
        this.turns = turns;
        this.content = content;
    }

    /** Where to add what {@code role} says now. */
    public ArrayNode of(String role) {
        if (turns.size() > 0
                && turns.get(turns.size() - 1) instanceof ObjectNode last
                && last.path("role").asString("").equals(role)) {
            return last.withArray(content);
        }
        return turns.addObject().put("role", role).putArray(content);
    }
}
