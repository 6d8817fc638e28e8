package dev.polylogue.testkit;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** OpenAI chat completions. */
final class ChatSpeaker extends BodySpeaker {

    private static final String CALL = "call ";

    private final boolean wantsUsage;
    private final JsonNode messages;
    private boolean calls;

    ChatSpeaker(JsonNode body) {
        super(body, "messages", "content");
        this.messages = body.path("messages");
        this.wantsUsage = body.path("stream_options").path("include_usage").asBoolean(false);
    }

    @Override
    public List<String> begin(Script script) {
        return List.of(delta("{\"role\":\"assistant\",\"content\":\"\"}"));
    }

    @Override
    public List<String> reasoning(String text, Script script) {
        return List.of(delta("{" + Tokens.json(script.reasoningField()) + ":" + Tokens.json(text) + "}"));
    }

    @Override
    public List<String> text(String text) {
        return List.of(delta("{\"content\":" + Tokens.json(text) + "}"));
    }

    /** Two pieces per call, interleaved by index; id and name only in the first. */
    @Override
    public List<String> toolCalls(int count) {
        List<String> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(toolPiece("{\"index\":" + i + ",\"id\":\"call_" + i + "\",\"type\":\"function\",\"function\":"
                    + "{\"name\":\"tool_" + i + "\",\"arguments\":\"\"}}"));
        }
        for (int half = 0; half < 2; half++) {
            for (int i = 0; i < count; i++) {
                String piece = Tokens.half(Tokens.argumentsOf(i), half);
                frames.add(toolPiece("{\"index\":" + i + ",\"function\":{\"arguments\":" + Tokens.json(piece) + "}}"));
            }
        }
        return frames;
    }

    @Override
    public List<String> obey() {
        List<String> results = new ArrayList<>();
        for (int i = messages.size() - 1; i >= 0 && isTool(messages.get(i)); i--) {
            results.addFirst(messages.get(i).path("content").asString(""));
        }
        if (!results.isEmpty()) {
            return text("The tools gave: " + String.join(" | ", results));
        }
        List<String> frames = new ArrayList<>();
        for (String line : prompt().getLast().text().split("\n", -1)) {
            if (line.startsWith(CALL)) {
                String[] words = line.substring(CALL.length()).split(" ", 2);
                frames.add(toolPiece("{\"index\":" + frames.size() + ",\"id\":\"call_" + frames.size()
                        + "\",\"type\":\"function\",\"function\":{\"name\":" + Tokens.json(words[0])
                        + ",\"arguments\":" + Tokens.json(words.length > 1 ? words[1] : "{}") + "}}"));
            }
        }
        calls = !frames.isEmpty();
        return calls ? frames : text("Nothing to call.");
    }

    private static boolean isTool(JsonNode message) {
        return "tool".equals(message.path("role").asString(""));
    }

    private String toolPiece(String call) {
        return delta("{\"tool_calls\":[" + call + "]}");
    }

    @Override
    public List<String> finish(Script script) {
        String reason = calls || script.toolCalls() > 0 ? "\"tool_calls\"" : "\"stop\"";
        boolean inLast = wantsUsage && script.usage() == UsagePlace.LAST;
        String last = chunk("{}", reason, inLast ? "," + usage(script) : "");
        return wantsUsage && script.usage() == UsagePlace.OWN
                ? List.of(last, "{" + common() + ",\"choices\":[]," + usage(script) + "}")
                : List.of(last);
    }

    @Override
    public List<String> done() {
        return List.of("[DONE]");
    }

    @Override
    public String error(String words) {
        return "{\"error\":{\"message\":" + Tokens.json(words) + ",\"type\":\"server_error\"}}";
    }

    @Override
    public String refusal(int status, String words, String code) {
        return openAiRefusal(words, code);
    }

    /** The body that OpenAI's own servers give. */
    static String openAiRefusal(String words, String code) {
        return "{\"error\":{\"message\":" + Tokens.json(words) + ",\"type\":\"error\",\"param\":null,\"code\":"
                + Tokens.json(code) + "}}";
    }

    private static String usage(Script script) {
        int output = Speaker.outputTokens(script);
        return "\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":" + output + ",\"total_tokens\":" + (output + 11)
                + ",\"prompt_tokens_details\":{\"cached_tokens\":3},\"completion_tokens_details\":{\"reasoning_tokens\":"
                + script.reasoning() + "}}";
    }

    private String delta(String delta) {
        return chunk(delta, "null", "");
    }

    private String chunk(String delta, String finishReason, String more) {
        return "{" + common() + ",\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finishReason
                + "}]" + more + "}";
    }

    private String common() {
        return "\"id\":\"chatcmpl-7\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":"
                + Tokens.json(model());
    }
}
