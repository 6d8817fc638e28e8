package dev.polylogue.server.gateway;

import dev.polylogue.server.problem.RefusedException;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the fields of a JSON object; each of a wrong type is refused by its path. Null is as good as missing. */
record Fields(String path, JsonNode object) {

    /** Those of one that has to be an object. */
    static Fields of(String path, JsonNode node) {
        if (!node.isObject()) {
            throw wrong(path, "must be a JSON object");
        }
        return new Fields(path, node);
    }

    static RefusedException wrong(String path, String fault) {
        return RefusedException.badRequest(path, path.isEmpty() ? "The body " + fault + "." : path + " " + fault + ".");
    }

    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    Optional<JsonNode> find(String name) {
        return object.hasNonNull(name) ? Optional.of(object.get(name)) : Optional.empty();
    }

    JsonNode required(String name) {
        return find(name).orElseThrow(() -> wrong(at(name), "is missing"));
    }

    String text(String name) {
        JsonNode value = required(name);
        if (!value.isString()) {
            throw wrong(at(name), "must be a string");
        }
        return value.stringValue();
    }

    @Nullable String textOrNull(String name) {
        return find(name).isEmpty() ? null : text(name);
    }

    boolean flag(String name) {
        Optional<JsonNode> value = find(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            throw wrong(at(name), "must be true or false");
        }
        return value.isPresent() && value.get().booleanValue();
    }

    @Nullable Double number(String name, double least, double most) {
        Optional<JsonNode> value = find(name);
        if (value.isEmpty()) {
            return null;
        }
        if (!value.get().isNumber()
                || value.get().doubleValue() < least
                || value.get().doubleValue() > most) {
            throw wrong(at(name), "must be a number from " + least + " to " + most);
        }
        return value.get().doubleValue();
    }

    @Nullable Integer count(String name) {
        Optional<JsonNode> value = find(name);
        if (value.isEmpty()) {
            return null;
        }
        if (!value.get().isInt() || value.get().intValue() < 1) {
            throw wrong(at(name), "must be a whole number of at least 1");
        }
        return value.get().intValue();
    }

    /** The elements of a list, each an object. */
    Iterable<Fields> each(String name) {
        Optional<JsonNode> value = find(name);
        if (value.isPresent() && !value.get().isArray()) {
            throw wrong(at(name), "must be a list");
        }
        var elements = new ArrayList<Fields>();
        value.ifPresent(
                list -> list.forEach(element -> elements.add(of(at(name) + "[" + elements.size() + "]", element))));
        return elements;
    }
}
