package dev.polylogue.testkit;

import dev.polylogue.engine.time.Time;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Writes the stream of one chat completion, as its script says, and then ends it in the script's way. */
final class ChatAnswer {

    private static final long SECOND = 1_000_000_000L;
    private static final int OVER_A_MEBIBYTE = (1 << 20) + 4096;

    private final Time time;
    private final Socket socket;
    private final Script script;
    private final UpstreamRequest request;
    private final ResponseBody body;

    ChatAnswer(Time time, Socket socket, Script script, UpstreamRequest request, ResponseBody body) {
        this.time = time;
        this.socket = socket;
        this.script = script;
        this.request = request;
        this.body = body;
    }

    /** Returns when the answer has ended or its client has left. */
    void write() throws IOException, InterruptedException {
        body.event(chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null", ""), 0);
        if (!writeTokens()) {
            return;
        }
        writeToolCalls();
        end();
    }

    private boolean writeTokens() throws IOException, InterruptedException {
        List<String> texts = texts();
        request.says(script.reasoning(), texts);
        int reasoning = script.reasoning();
        long begin = time.nanoTime();
        for (int i = 0; i < reasoning + texts.size(); i++) {
            if (!waitForTurn(begin, i)) {
                return false;
            }
            String delta = i < reasoning
                    ? "{" + Tokens.json(script.reasoningField()) + ":" + Tokens.json(Tokens.reasoning(i)) + "}"
                    : "{\"content\":" + Tokens.json(texts.get(i - reasoning)) + "}";
            body.event(chunk(delta, "null", ""), 1);
        }
        return true;
    }

    private boolean waitForTurn(long begin, int token) throws InterruptedException {
        if (script.gated()) {
            return request.takeRelease();
        }
        return script.tokensPerSecond() == 0
                || request.waitWhileThere(begin + (long) (token * SECOND / script.tokensPerSecond()));
    }

    /** The tokens to say: all of them, or the rest of an answer that the prompt wants to be gone on with. */
    private List<String> texts() {
        List<String> all = script.tokens(request.mark());
        JsonNode messages = request.body().path("messages");
        if (!isWishToGoOn(messages.path(messages.size() - 1))) {
            return all;
        }
        String said = saidBefore(messages, String.join("", all));
        List<String> texts = new ArrayList<>();
        int length = 0;
        for (String token : all) {
            int known = Math.clamp(said.length() - length, 0, token.length());
            if (known < token.length()) {
                texts.add(token.substring(known));
            }
            length += token.length();
        }
        return texts;
    }

    /** The first word of the person's last message. */
    static String markOf(JsonNode messages) {
        for (int at = messages.size() - 1; at >= 0; at--) {
            boolean isPersons = "user".equals(messages.path(at).path("role").asString(""));
            if (isPersons && !isWishToGoOn(messages.path(at))) {
                return messages.path(at).path("content").asString("").split("\\s", 2)[0];
            }
        }
        return "";
    }

    private static boolean isWishToGoOn(JsonNode message) {
        return message.path("content").asString("").contains("exactly where");
    }

    /** The cut answer that the prompt ends with; empty where it is none of ours. */
    private static String saidBefore(JsonNode messages, String text) {
        JsonNode cut = messages.path(messages.size() - 2);
        String said = cut.path("content").asString("");
        return "assistant".equals(cut.path("role").asString("")) && text.startsWith(said) ? said : "";
    }

    /** Two pieces per call, interleaved by index; id and name only in the first. */
    private void writeToolCalls() throws IOException {
        for (int i = 0; i < script.toolCalls(); i++) {
            toolPiece("{\"index\":" + i + ",\"id\":\"call_" + i + "\",\"type\":\"function\",\"function\":"
                    + "{\"name\":\"tool_" + i + "\",\"arguments\":\"\"}}");
        }
        for (int half = 0; half < 2; half++) {
            for (int i = 0; i < script.toolCalls(); i++) {
                String arguments = Tokens.argumentsOf(i);
                int middle = arguments.length() / 2;
                String piece = half == 0 ? arguments.substring(0, middle) : arguments.substring(middle);
                toolPiece("{\"index\":" + i + ",\"function\":{\"arguments\":" + Tokens.json(piece) + "}}");
            }
        }
    }

    private void toolPiece(String call) throws IOException {
        body.event(chunk("{\"tool_calls\":[" + call + "]}", "null", ""), 0);
    }

    private void end() throws IOException, InterruptedException {
        switch (script.ending()) {
            case DONE -> {
                finishReason();
                body.event("[DONE]", 0);
                body.end();
            }
            case NO_DONE -> {
                finishReason();
                body.end();
            }
            case NO_END -> {
                finishReason();
                stall();
            }
            case NO_FINISH -> {
                body.event("[DONE]", 0);
                body.end();
            }
            case CUT -> socket.close();
            case MID_CHARACTER -> midCharacter();
            case RESET -> reset();
            case HALF_CLOSE -> socket.shutdownOutput();
            case STALL -> stall();
            case ERROR_FRAME -> {
                body.event("{\"error\":{\"message\":\"the model ran out of memory\",\"type\":\"server_error\"}}", 0);
                body.end();
            }
            case GARBAGE -> {
                body.event("{\"choices\": [ this is no JSON", 0);
                stall();
            }
            case LONG_LINE -> body.raw(ascii("data: " + "x".repeat(OVER_A_MEBIBYTE)));
            case LONG_EVENT -> body.raw(ascii(("data: " + "x".repeat(1000) + "\n").repeat(OVER_A_MEBIBYTE / 1000)));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private void midCharacter() throws IOException {
        byte[] event =
                ("data: " + chunk("{\"content\":\"🙂🙂\"}", "null", "") + "\n\n").getBytes(StandardCharsets.UTF_8);
        int insideSmile = 0;
        while (event[insideSmile] >= 0) {
            insideSmile++;
        }
        byte[] cut = new byte[insideSmile + 2];
        System.arraycopy(event, 0, cut, 0, cut.length);
        body.raw(cut);
        socket.close();
    }

    private void stall() throws InterruptedException {
        request.waitWhileThere(time.nanoTime() + Script.FOR_EVER.toNanos());
    }

    private void finishReason() throws IOException {
        boolean isWanted =
                request.body().path("stream_options").path("include_usage").asBoolean(false);
        String reason = script.toolCalls() > 0 ? "\"tool_calls\"" : "\"stop\"";
        boolean inLast = isWanted && script.usage() == UsagePlace.LAST;
        body.event(chunk("{}", reason, inLast ? "," + usage() : ""), 0);
        if (isWanted && script.usage() == UsagePlace.OWN) {
            body.event("{" + common() + ",\"choices\":[]," + usage() + "}", 0);
        }
    }

    private String usage() {
        int output = script.reasoning() + script.length();
        return "\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":" + output + ",\"total_tokens\":" + (output + 11)
                + ",\"prompt_tokens_details\":{\"cached_tokens\":3},\"completion_tokens_details\":{\"reasoning_tokens\":"
                + script.reasoning() + "}}";
    }

    private String chunk(String delta, String finishReason, String more) {
        return "{" + common() + ",\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finishReason
                + "}]" + more + "}";
    }

    private String common() {
        return "\"id\":\"chatcmpl-" + request.number() + "\",\"object\":\"chat.completion.chunk\",\"created\":1,"
                + "\"model\":" + Tokens.json(request.model());
    }
}
