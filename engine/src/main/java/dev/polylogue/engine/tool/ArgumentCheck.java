package dev.polylogue.engine.tool;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Holds values against a JSON schema. Any thread may use it. */
@FunctionalInterface
public interface ArgumentCheck {

    /** What is wrong with them, each in a sentence that names the field; empty where nothing is. */
    List<String> problems(JsonNode schema, JsonNode values);
}
