package dev.polylogue.providers.call;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a server said about an error, out of the shapes that are about: {@code {error: {message, code}}}, {@code {error:
 * "…"}}, {@code {message}}, {@code {detail: "…" or [{msg}]}}, plain text;
 * and an array that holds one of them.
 *
 * @param words short enough for a screen; empty where it gave none
 * @param code its own code, or empty
 */
public record ErrorBody(String words, String code) {

    private static final int LONGEST = 300;

    /** Reads a body of whatever type. */
    public static ErrorBody read(String body) {
        try {
            ErrorBody known = of(JsonMapper.shared().readTree(body));
            return known == null ? new ErrorBody("", "") : known;
        } catch (JacksonException notJson) {
            boolean isPage = body.stripLeading().startsWith("<");
            return new ErrorBody(isPage ? "" : shortened(body), "");
        }
    }

    /** Reads a JSON value; null where it holds no error. */
    public static @Nullable ErrorBody of(JsonNode body) {
        if (body.isArray()) {
            return of(body.path(0));
        }
        JsonNode error = body.path("error");
        if (error.isString()) {
            return new ErrorBody(shortened(error.asString()), "");
        }
        if (error.isObject()) {
            String words = first(error, "message", "msg", "detail");
            // A gateway's own words say little; beside them are those of the server behind it.
            String behind = first(error.path("metadata"), "raw");
            String all = words.isEmpty() ? error.toString() : behind.isEmpty() ? words : words + ": " + behind;
            return new ErrorBody(shortened(all), first(error, "code", "type"));
        }
        String words = first(body, "message", "detail", "msg");
        if (words.isEmpty()) {
            words = body.path("detail").path(0).path("msg").asString("");
        }
        return words.isEmpty() ? null : new ErrorBody(shortened(words), first(body, "code", "type"));
    }

    private static String first(JsonNode node, String... names) {
        for (String name : names) {
            JsonNode value = node.path(name);
            if (value.isString() || value.isNumber()) {
                return value.asString();
            }
        }
        return "";
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
