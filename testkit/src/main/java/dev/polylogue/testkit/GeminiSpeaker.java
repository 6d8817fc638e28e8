package dev.polylogue.testkit;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Gemini's streamed content: whole calls, a signature on the first of them, and no mark of the end. */
final class GeminiSpeaker extends BodySpeaker {

    static final String BEFORE_MODEL = "/v1beta/models/";

    /** Without the query the real server answers with a list of JSON that comes as a whole. */
    static final String AFTER_MODEL = ":streamGenerateContent?alt=sse";

    private final String model;

    GeminiSpeaker(String path, JsonNode body) {
        super(body, "contents", "parts");
        this.model = path.substring(BEFORE_MODEL.length(), path.length() - AFTER_MODEL.length());
    }

    static boolean isAt(String path) {
        return path.startsWith(BEFORE_MODEL) && path.endsWith(AFTER_MODEL);
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public List<String> begin(Script script) {
        return List.of();
    }

    @Override
    public List<String> reasoning(String text, Script script) {
        return List.of(chunk("{\"text\":" + Tokens.json(text) + ",\"thought\":true}", "", ""));
    }

    @Override
    public List<String> text(String text) {
        return List.of(chunk("{\"text\":" + Tokens.json(text) + "}", "", ""));
    }

    @Override
    public List<String> toolCalls(int count) {
        List<String> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(chunk(
                    "{\"functionCall\":{\"id\":\"call_" + i + "\",\"name\":\"tool_" + i + "\",\"args\":"
                            + Tokens.argumentsOf(i) + "}" + (i == 0 ? ",\"thoughtSignature\":\"CiQBVKhc7\"" : "") + "}",
                    "",
                    ""));
        }
        return frames;
    }

    @Override
    public List<String> finish(Script script) {
        int output = Speaker.outputTokens(script);
        String usage = script.usage() == UsagePlace.NEVER
                ? ""
                : ",\"usageMetadata\":{\"promptTokenCount\":11,\"candidatesTokenCount\":" + script.length()
                        + ",\"totalTokenCount\":" + (output + 11) + ",\"cachedContentTokenCount\":3,"
                        + "\"thoughtsTokenCount\":" + script.reasoning() + "}";
        return List.of(chunk("{\"text\":\"\"}", ",\"finishReason\":\"STOP\"", usage));
    }

    @Override
    public List<String> done() {
        return List.of();
    }

    @Override
    public String error(String words) {
        return refusal(500, words, "");
    }

    @Override
    public String refusal(int status, String words, String code) {
        return "{\"error\":{\"code\":" + status + ",\"message\":" + Tokens.json(words)
                + ",\"status\":\"UNAVAILABLE\",\"details\":[]}}";
    }

    private String chunk(String part, String candidate, String more) {
        return "{\"candidates\":[{\"content\":{\"parts\":[" + part + "],\"role\":\"model\"}" + candidate
                + ",\"index\":0}]" + more + ",\"modelVersion\":" + Tokens.json(model) + ",\"responseId\":\"r-1\"}";
    }
}
