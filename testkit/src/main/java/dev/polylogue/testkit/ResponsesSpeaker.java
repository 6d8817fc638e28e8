package dev.polylogue.testkit;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** OpenAI responses: items that are added and done, and one event that ends all. */
final class ResponsesSpeaker extends BodySpeaker {

    private static final String REASONING = "reasoning";
    private static final String MESSAGE = "message";

    private int items;
    private int sequence;
    private String open = "";

    ResponsesSpeaker(JsonNode body) {
        super(body, "input", "content");
    }

    @Override
    public List<String> begin(Script script) {
        String response = "\"response\":{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"in_progress\"}";
        return List.of(event("response.created", response), event("response.in_progress", response));
    }

    @Override
    public List<String> reasoning(String text, Script script) {
        List<String> frames = new ArrayList<>();
        if (!open.equals(REASONING)) {
            open(REASONING, "{\"id\":\"rs_1\",\"type\":\"reasoning\",\"summary\":[]}", frames);
            frames.add(piece("response.reasoning_summary_part.added", "\"summary_index\":0"));
        }
        frames.add(
                piece("response.reasoning_summary_text.delta", "\"summary_index\":0,\"delta\":" + Tokens.json(text)));
        return frames;
    }

    @Override
    public List<String> text(String text) {
        List<String> frames = new ArrayList<>();
        if (!open.equals(MESSAGE)) {
            open(MESSAGE, "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[]}", frames);
            frames.add(piece("response.content_part.added", "\"content_index\":0"));
        }
        frames.add(piece("response.output_text.delta", "\"content_index\":0,\"delta\":" + Tokens.json(text)));
        return frames;
    }

    private void open(String kind, String item, List<String> frames) {
        close(frames);
        open = kind;
        frames.add(piece("response.output_item.added", "\"item\":" + item));
    }

    private void close(List<String> frames) {
        if (open.isEmpty()) {
            return;
        }
        frames.add(piece(
                "response.output_item.done",
                open.equals(REASONING)
                        ? "\"item\":{\"id\":\"rs_1\",\"type\":\"reasoning\",\"encrypted_content\":\"gAAAAAB\",\"summary\":[]}"
                        : "\"item\":{\"id\":\"msg_1\",\"type\":\"message\"}"));
        items++;
        open = "";
    }

    @Override
    public List<String> toolCalls(int count) {
        List<String> frames = new ArrayList<>();
        close(frames);
        for (int i = 0; i < count; i++) {
            frames.add(at(items + i, "response.output_item.added", "\"item\":" + call(i, "")));
        }
        for (int half = 0; half < 2; half++) {
            for (int i = 0; i < count; i++) {
                String piece = Tokens.half(Tokens.argumentsOf(i), half);
                frames.add(at(items + i, "response.function_call_arguments.delta", "\"delta\":" + Tokens.json(piece)));
            }
        }
        for (int i = 0; i < count; i++) {
            String whole = Tokens.argumentsOf(i);
            frames.add(at(items + i, "response.function_call_arguments.done", "\"arguments\":" + Tokens.json(whole)));
            frames.add(at(items + i, "response.output_item.done", "\"item\":" + call(i, whole)));
        }
        items += count;
        return frames;
    }

    private static String call(int i, String arguments) {
        return "{\"id\":\"fc_" + i + "\",\"type\":\"function_call\",\"call_id\":\"call_" + i + "\",\"name\":\"tool_" + i
                + "\",\"arguments\":" + Tokens.json(arguments) + "}";
    }

    @Override
    public List<String> finish(Script script) {
        List<String> frames = new ArrayList<>();
        close(frames);
        int output = Speaker.outputTokens(script);
        String usage = script.usage() == UsagePlace.NEVER
                ? ""
                : ",\"usage\":{\"input_tokens\":11,\"input_tokens_details\":{\"cached_tokens\":3},\"output_tokens\":"
                        + output + ",\"output_tokens_details\":{\"reasoning_tokens\":" + script.reasoning()
                        + "},\"total_tokens\":" + (output + 11) + "}";
        frames.add(event(
                "response.completed",
                "\"response\":{\"id\":\"resp_1\",\"status\":\"completed\",\"error\":null" + usage + "}"));
        return frames;
    }

    @Override
    public List<String> done() {
        return List.of();
    }

    @Override
    public String error(String words) {
        return event(
                "response.failed",
                "\"response\":{\"id\":\"resp_1\",\"status\":\"failed\",\"error\":{\"code\":\"server_error\",\"message\":"
                        + Tokens.json(words) + "}}");
    }

    @Override
    public String refusal(int status, String words, String code) {
        return ChatSpeaker.openAiRefusal(words, code);
    }

    @Override
    public String encoded(String frame, String lineEnd) {
        return AnthropicSpeaker.eventName(frame, lineEnd) + "data: " + frame + lineEnd;
    }

    private String piece(String type, String fields) {
        return at(items, type, fields);
    }

    private String at(int item, String type, String fields) {
        return event(type, "\"output_index\":" + item + "," + fields);
    }

    private String event(String type, String fields) {
        return "{\"type\":\"" + type + "\",\"sequence_number\":" + sequence++ + "," + fields + "}";
    }
}
