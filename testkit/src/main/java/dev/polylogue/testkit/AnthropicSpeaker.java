package dev.polylogue.testkit;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Anthropic messages: content blocks that begin and end, pings, an empty piece of arguments before the first one. */
final class AnthropicSpeaker extends BodySpeaker {

    private static final String THINKING = "thinking";
    private static final String TEXT = "text";

    private int blocks;
    private String open = "";

    AnthropicSpeaker(JsonNode body) {
        super(body, "messages", "content");
    }

    @Override
    public List<String> begin(Script script) {
        String usage = script.usage() == UsagePlace.NEVER
                ? ""
                : ",\"usage\":{\"input_tokens\":5,\"cache_creation_input_tokens\":3,\"cache_read_input_tokens\":3,"
                        + "\"output_tokens\":1,\"service_tier\":\"standard\"}";
        return List.of(
                "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_01\",\"type\":\"message\",\"role\":\"assistant\","
                        + "\"model\":" + Tokens.json(model())
                        + ",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null" + usage + "}}",
                "{\"type\":\"ping\"}");
    }

    @Override
    public List<String> reasoning(String text, Script script) {
        return piece(
                THINKING,
                "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}",
                "{\"type\":\"thinking_delta\",\"thinking\":" + Tokens.json(text) + "}");
    }

    @Override
    public List<String> text(String text) {
        return piece(
                TEXT,
                "{\"type\":\"text\",\"text\":\"\"}",
                "{\"type\":\"text_delta\",\"text\":" + Tokens.json(text) + "}");
    }

    private List<String> piece(String kind, String block, String delta) {
        List<String> frames = new ArrayList<>();
        if (!open.equals(kind)) {
            close(frames);
            open = kind;
            frames.add(start(blocks, block));
        }
        frames.add(delta(blocks, delta));
        return frames;
    }

    private void close(List<String> frames) {
        if (open.isEmpty()) {
            return;
        }
        if (open.equals(THINKING)) {
            frames.add(delta(blocks, "{\"type\":\"signature_delta\",\"signature\":\"EqQBCkYIBxgC\"}"));
        }
        frames.add(stop(blocks));
        blocks++;
        open = "";
    }

    @Override
    public List<String> toolCalls(int count) {
        List<String> frames = new ArrayList<>();
        close(frames);
        for (int i = 0; i < count; i++) {
            frames.add(start(
                    blocks + i,
                    "{\"type\":\"tool_use\",\"id\":\"call_" + i + "\",\"name\":\"tool_" + i + "\",\"input\":{}}"));
            frames.add(json(blocks + i, ""));
        }
        for (int half = 0; half < 2; half++) {
            for (int i = 0; i < count; i++) {
                frames.add(json(blocks + i, Tokens.half(Tokens.argumentsOf(i), half)));
            }
        }
        for (int i = 0; i < count; i++) {
            frames.add(stop(blocks + i));
        }
        blocks += count;
        return frames;
    }

    private static String json(int block, String piece) {
        return delta(block, "{\"type\":\"input_json_delta\",\"partial_json\":" + Tokens.json(piece) + "}");
    }

    @Override
    public List<String> finish(Script script) {
        List<String> frames = new ArrayList<>();
        close(frames);
        String usage = script.usage() == UsagePlace.NEVER
                ? ""
                : ",\"usage\":{\"output_tokens\":" + Speaker.outputTokens(script) + "}";
        frames.add("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":"
                + (script.toolCalls() > 0 ? "\"tool_use\"" : "\"end_turn\"") + ",\"stop_sequence\":null}" + usage
                + "}");
        return frames;
    }

    @Override
    public List<String> done() {
        return List.of("{\"type\":\"message_stop\"}");
    }

    @Override
    public String error(String words) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":" + Tokens.json(words) + "}}";
    }

    @Override
    public String refusal(int status, String words, String code) {
        return "{\"type\":\"error\",\"error\":{\"type\":" + Tokens.json(code) + ",\"message\":" + Tokens.json(words)
                + "},\"request_id\":\"req_011\"}";
    }

    @Override
    public String encoded(String frame, String lineEnd) {
        return eventName(frame, lineEnd) + "data: " + frame + lineEnd;
    }

    /** The line that names the event as its data does. */
    static String eventName(String frame, String lineEnd) {
        String before = "{\"type\":\"";
        return frame.startsWith(before)
                ? "event: " + frame.substring(before.length(), frame.indexOf('"', before.length())) + lineEnd
                : "";
    }

    @Override
    public String ping(String lineEnd) {
        return "event: ping" + lineEnd + "data: {\"type\": \"ping\"}" + lineEnd + lineEnd;
    }

    private static String start(int block, String content) {
        return "{\"type\":\"content_block_start\",\"index\":" + block + ",\"content_block\":" + content + "}";
    }

    private static String delta(int block, String delta) {
        return "{\"type\":\"content_block_delta\",\"index\":" + block + ",\"delta\":" + delta + "}";
    }

    private static String stop(int block) {
        return "{\"type\":\"content_block_stop\",\"index\":" + block + "}";
    }
}
