package dev.polylogue.testkit;

import dev.polylogue.engine.time.Time;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes the stream of one answer, as its script says and its speaker's dialect has it, and ends it in the script's way. */
final class ChatAnswer {

    private static final long SECOND = 1_000_000_000L;
    private static final int OVER_A_MEBIBYTE = (1 << 20) + 4096;

    private final Time time;
    private final Socket socket;
    private final Script script;
    private final UpstreamRequest request;
    private final Speaker speaker;
    private final ResponseBody body;

    ChatAnswer(Time time, Socket socket, Script script, UpstreamRequest request, Speaker speaker, ResponseBody body) {
        this.time = time;
        this.socket = socket;
        this.script = script;
        this.request = request;
        this.speaker = speaker;
        this.body = body;
    }

    /** Returns when the answer has ended or its client has left. */
    void write() throws IOException, InterruptedException {
        body.events(speaker.begin(script), 0);
        if (script.obeys()) {
            body.events(speaker.obey(), 0);
            end();
            return;
        }
        if (!writeTokens()) {
            return;
        }
        if (script.toolCalls() > 0) {
            body.events(speaker.toolCalls(script.toolCalls()), 0);
        }
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
            body.events(
                    i < reasoning
                            ? speaker.reasoning(Tokens.reasoning(i), script)
                            : speaker.text(texts.get(i - reasoning)),
                    1);
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
        List<Speaker.Said> prompt = speaker.prompt();
        if (prompt.isEmpty() || !prompt.getLast().isWishToGoOn()) {
            return all;
        }
        String said = saidBefore(prompt, String.join("", all));
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
    static String markOf(List<Speaker.Said> prompt) {
        return prompt.reversed().stream()
                .filter(said -> said.isPersons() && !said.isWishToGoOn())
                .findFirst()
                .map(said -> said.text().split("\\s", 2)[0])
                .orElse("");
    }

    /** The cut answer that the prompt ends with; empty where it is none of ours. */
    private static String saidBefore(List<Speaker.Said> prompt, String text) {
        if (prompt.size() < 2) {
            return "";
        }
        Speaker.Said cut = prompt.get(prompt.size() - 2);
        return !cut.isPersons() && text.startsWith(cut.text()) ? cut.text() : "";
    }

    private void end() throws IOException, InterruptedException {
        switch (script.ending()) {
            case DONE -> {
                body.events(speaker.finish(script), 0);
                body.events(speaker.done(), 0);
                body.end();
            }
            case NO_DONE -> {
                body.events(speaker.finish(script), 0);
                body.end();
            }
            case NO_END -> {
                body.events(speaker.finish(script), 0);
                stall();
            }
            case NO_FINISH -> {
                body.events(speaker.done(), 0);
                body.end();
            }
            case CUT -> socket.close();
            case MID_CHARACTER -> midCharacter();
            case RESET -> reset();
            case HALF_CLOSE -> socket.shutdownOutput();
            case STALL -> stall();
            case ERROR_FRAME -> {
                body.event(speaker.error("the model ran out of memory"), 0);
                body.end();
            }
            case GARBAGE -> {
                body.event("{\"choices\": [ this is no JSON", 0);
                stall();
            }
            case LONG_LINE -> body.raw(ascii(speaker.encoded("x".repeat(OVER_A_MEBIBYTE), "")));
            case LONG_EVENT ->
                body.raw(ascii(speaker.encoded("x".repeat(1000), "\n").repeat(OVER_A_MEBIBYTE / 1000)));
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
        byte[] event = speaker.encoded(speaker.text("🙂🙂").getLast(), "").getBytes(StandardCharsets.UTF_8);
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
}
