package dev.polylogue.providers.hosted;

import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A field of a request that some servers or models refuse, and that a call can do without. Whoever is refused one learns
 * it, and never sends it there again.
 *
 * @param pointer where the field stands in the request
 * @param words how a refusal speaks of it
 * @param isOfModel whether only that model refuses it, or the whole server
 */
public record Refusable(JsonPointer pointer, Pattern words, boolean isOfModel) {

    /** How servers say that they do not take something at all, which is not how they say that a value is too large. */
    private static final String NOT_TAKEN = "(?i:(not|n't|only) support|unsupported|unrecogni[sz]ed|unknown|unexpected|"
            + "extra.(input|field|forbidden)|not (permitted|allowed|enabled|available)|deprecated|only works|must be verified)";

    /**
     * How they say that a model calls no tools. What is wrong with one tool must not read like that: a model would lose
     * all of them for good.
     */
    private static final Pattern NO_TOOLS = Pattern.compile(
            "(?i)(not|n't) support \\W?(tools?|tool.(use|calling)|function calling)"
                    + "|(tools|tool.(use|calling)|function calling)\\W{0,3}( ?\\w+){0,2} not (supported|enabled|available)"
                    + "|tool choice requires --|tools param requires|no endpoints found that support tool|supplied: tools");

    /** One that a whole server knows or does not know. */
    public static Refusable byServer(String pointer, String words) {
        return new Refusable(JsonPointer.compile(pointer), Pattern.compile(Pattern.quote(words)), false);
    }

    /** One that some models take and others do not: both {@code words} and a word of refusal must be there. */
    public static Refusable byModel(String pointer, String words) {
        Pattern both = Pattern.compile("(?s)(?=.*" + NOT_TAKEN + ")(?=.*(?i:" + words + "))");
        return new Refusable(JsonPointer.compile(pointer), both, true);
    }

    /** The tools, which every dialect has in the same place, and some models have not. */
    public static Refusable tools() {
        return new Refusable(JsonPointer.compile(Dialect.TOOLS), NO_TOOLS, true);
    }

    /** What is learnt from a refusal of {@code sent}: the field, with its value where it is a word; empty where it is not sent. */
    String lesson(JsonNode sent) {
        JsonNode value = sent.at(pointer);
        if (value.isMissingNode()) {
            return "";
        }
        return value.isString() ? pointer + "=" + value.asString() : pointer.toString();
    }
}
