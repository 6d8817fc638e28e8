package dev.polylogue.testkit;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Ollama's own chat: lines of JSON, calls of tools whole, everything about the end in the last line. */
final class OllamaSpeaker extends BodySpeaker {

    OllamaSpeaker(JsonNode body) {
        super(body, "messages", "content");
    }

    @Override
    public String contentType() {
        return "application/x-ndjson";
    }

    @Override
    public List<String> begin(Script script) {
        return List.of();
    }

    @Override
    public List<String> reasoning(String text, Script script) {
        return List.of(message("\"content\":\"\",\"thinking\":" + Tokens.json(text)));
    }

    @Override
    public List<String> text(String text) {
        return List.of(message("\"content\":" + Tokens.json(text)));
    }

    @Override
    public List<String> toolCalls(int count) {
        String calls = IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":\"call_" + i + "\",\"function\":{\"index\":" + i + ",\"name\":\"tool_" + i
                        + "\",\"arguments\":" + Tokens.argumentsOf(i) + "}}")
                .collect(Collectors.joining(","));
        return List.of(message("\"content\":\"\",\"tool_calls\":[" + calls + "]"));
    }

    @Override
    public List<String> finish(Script script) {
        String counts = script.usage() == UsagePlace.NEVER
                ? ""
                : ",\"prompt_eval_count\":11,\"prompt_eval_duration\":1,\"eval_count\":" + Speaker.outputTokens(script)
                        + ",\"eval_duration\":1";
        return List.of("{" + common() + ",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,"
                + "\"done_reason\":\"stop\",\"total_duration\":1,\"load_duration\":1" + counts + "}");
    }

    @Override
    public List<String> done() {
        return List.of();
    }

    @Override
    public String error(String words) {
        return "{\"error\":" + Tokens.json(words) + "}";
    }

    @Override
    public String refusal(int status, String words, String code) {
        return error(words);
    }

    @Override
    public String encoded(String frame, String lineEnd) {
        return frame;
    }

    @Override
    public String ping(String lineEnd) {
        return lineEnd;
    }

    private String message(String fields) {
        return "{" + common() + ",\"message\":{\"role\":\"assistant\"," + fields + "},\"done\":false}";
    }

    private String common() {
        return "\"model\":" + Tokens.json(model()) + ",\"created_at\":\"2026-11-25T00:00:00.123456789Z\"";
    }
}
