package dev.polylogue.testkit;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A speaker whose request names its model in the body, and its turns in one array there. */
abstract class BodySpeaker implements Speaker {

    private final JsonNode body;
    private final String turns;
    private final String content;

    /** {@code content} is the field of a turn with its text, or with parts that have one. */
    BodySpeaker(JsonNode body, String turns, String content) {
        this.body = body;
        this.turns = turns;
        this.content = content;
    }

    @Override
    public String model() {
        return body.path("model").asString("");
    }

    @Override
    public final List<Said> prompt() {
        return Said.in(body.path(turns), content);
    }
}
