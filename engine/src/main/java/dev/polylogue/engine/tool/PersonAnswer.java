package dev.polylogue.engine.tool;

import tools.jackson.databind.JsonNode;

/** How a question of a tool's ended. */
public sealed interface PersonAnswer {

    /** The values of the form, an object; or the words, as a text node. */
    record Given(JsonNode content) implements PersonAnswer {}

    /** The person would not say. */
    record Declined() implements PersonAnswer {}

    /** Nobody answered in time. */
    record Expired() implements PersonAnswer {}
}
