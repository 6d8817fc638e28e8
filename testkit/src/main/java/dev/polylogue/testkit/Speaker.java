package dev.polylogue.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How an answer looks in one dialect: it turns what a simulated model says into frames, of the shapes that were recorded
 * from real servers. One for each request; one thread uses it.
 */
interface Speaker {

    /** The speaker for a request to {@code path}; null where nothing is served there. */
    static @Nullable Speaker at(String path, JsonNode body) {
        return switch (path) {
            case "/v1/chat/completions" -> new ChatSpeaker(body);
            case "/v1/messages" -> new AnthropicSpeaker(body);
            case "/api/chat" -> new OllamaSpeaker(body);
            case "/api/pull" -> new PullSpeaker(body);
            case "/v1/responses" -> new ResponsesSpeaker(body);
            default -> GeminiSpeaker.isAt(path) ? new GeminiSpeaker(path, body) : null;
        };
    }

    /** The model that was asked for. */
    String model();

    /** What the prompt says, without the system's part. */
    List<Said> prompt();

    default String contentType() {
        return "text/event-stream; charset=utf-8";
    }

    /** Before the first token. */
    List<String> begin(Script script);

    /** A token of reasoning. */
    List<String> reasoning(String text, Script script);

    /** A token of text. */
    List<String> text(String text);

    /** The calls of tools, all of them. */
    List<String> toolCalls(int count);

    /** The calls that the prompt names, or the words of what they gave; see {@link Script#obeys}. */
    default List<String> obey() {
        throw new UnsupportedOperationException("no model of this dialect does what it is told");
    }

    /** Why it ends, and its usage where the script wants it. */
    List<String> finish(Script script);

    /** The mark of the end, where the dialect has one. */
    List<String> done();

    /** A failure inside the stream. */
    String error(String words);

    /** The body of a refusal. */
    String refusal(int status, String words, String code);

    /** A frame as bytes of the stream, without what ends it. */
    default String encoded(String frame, String lineEnd) {
        return "data: " + frame + lineEnd;
    }

    /** A sign of life without a meaning. */
    default String ping(String lineEnd) {
        return ": ping" + lineEnd + lineEnd;
    }

    /** What ends a frame after its last line. */
    default String frameEnd(String lineEnd) {
        return lineEnd;
    }

    /** Tokens that a script says, reasoning included. */
    static int outputTokens(Script script) {
        return script.reasoning() + script.length();
    }

    /** One turn of a prompt. */
    record Said(boolean isPersons, String text) {

        /** The turns of {@code messages}, whose text is {@code content} or the texts in it. */
        static List<Said> in(JsonNode messages, String content) {
            return messages.valueStream()
                    .filter(message -> !"system".equals(message.path("role").asString("")))
                    .map(message ->
                            new Said("user".equals(message.path("role").asString("")), textOf(message.path(content))))
                    .toList();
        }

        private static String textOf(JsonNode content) {
            if (content.isString()) {
                return content.asString();
            }
            var text = new StringBuilder();
            content.forEach(part -> text.append(part.path("text").asString("")));
            return text.toString();
        }

        boolean isWishToGoOn() {
            return text.contains("exactly where");
        }
    }
}
