package dev.polylogue.testkit;

import dev.polylogue.engine.time.Time;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One connection: one request, one answer, then it is closed. */
final class UpstreamConnection implements Runnable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final SimulatedUpstream upstream;
    private final Time time;
    private final Socket socket;

    UpstreamConnection(SimulatedUpstream upstream, Time time, Socket socket) {
        this.upstream = upstream;
        this.time = time;
        this.socket = socket;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            HttpHead head = HttpHead.read(in);
            answer(head, head.readBody(in), in);
        } catch (IOException gone) {
            // The client left, or the script closed the connection: both are what was wanted.
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            upstream.left(socket);
        }
    }

    private void answer(HttpHead head, byte[] bytes, InputStream in) throws IOException, InterruptedException {
        String path = head.path().split("\\?", 2)[0];
        if ("GET".equals(head.method()) && ModelList.PATHS.contains(path)) {
            upstream.models().writeTo(this, path);
            return;
        }
        JsonNode body;
        try {
            body = JSON.readTree(bytes);
        } catch (JacksonException notJson) {
            refuse(400, null, "We could not parse the JSON body of your request.", "invalid_json");
            return;
        }
        if ("/api/show".equals(path)) {
            json(200, "", ModelList.shown(body.path("model").asString("")));
            return;
        }
        Speaker speaker = "POST".equals(head.method()) ? Speaker.at(head.path(), body) : null;
        if (speaker == null) {
            refuse(404, null, "Not Found: " + path, "not_found");
        } else {
            chat(head, body, speaker, in);
        }
    }

    private void chat(HttpHead head, JsonNode body, Speaker speaker, InputStream in)
            throws IOException, InterruptedException {
        UpstreamRequest request = upstream.arrived(head.headers(), body, speaker);
        Thread watch = Thread.ofVirtual().name("client-watch").start(() -> watch(request, in));
        try {
            chat(request, speaker);
            // Only the client's leaving is left to see: whoever hangs up first, it is noted.
            if (!socket.isClosed()) {
                socket.shutdownOutput();
                request.waitWhileThere(time.nanoTime() + Script.FOR_EVER.toNanos());
            }
        } finally {
            socket.close();
            watch.join(Duration.ofSeconds(5));
        }
    }

    private void chat(UpstreamRequest request, Speaker speaker) throws IOException, InterruptedException {
        Script script = upstream.scriptOf(request.model());
        if (script == null) {
            refuse(speaker, 404, null, "The model `" + request.model() + "` does not exist.", "model_not_found");
            return;
        }
        if (script.silence() != null
                && !request.waitWhileThere(time.nanoTime() + script.silence().toNanos())) {
            return;
        }
        String refused = script.refusedField();
        if (refused != null && request.body().has(refused)) {
            refuse(speaker, 400, null, "Unrecognized request argument supplied: " + refused, "unknown_field");
        } else if (script.status() != 200) {
            int status = script.status();
            refuse(speaker, status, script.retryAfter(), wordsOf(status), codeOf(status));
        } else {
            head(script, speaker);
            ResponseBody body = new ResponseBody(socket.getOutputStream(), script, speaker, request);
            new ChatAnswer(time, socket, script, request, speaker, body).write();
        }
    }

    private static void watch(UpstreamRequest request, InputStream in) {
        try {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (SocketException closed) {
            // A reset is also a way to leave.
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } finally {
            request.clientLeft();
        }
    }

    private void head(Script script, Speaker speaker) throws IOException {
        String framing = script.chunked() ? "Transfer-Encoding: chunked\r\n" : "";
        write("HTTP/1.1 200 OK\r\nContent-Type: " + speaker.contentType() + "\r\n" + framing
                + "Cache-Control: no-cache\r\nConnection: close\r\n\r\n");
    }

    void json(int status, String headers, String body) throws IOException {
        write("HTTP/1.1 " + status + " Status\r\nContent-Type: application/json\r\n" + headers + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + body);
    }

    void refuse(int status, @Nullable String retryAfter, String words, String code) throws IOException {
        refuse(status, retryAfter, ChatSpeaker.openAiRefusal(words, code));
    }

    private void refuse(Speaker speaker, int status, @Nullable String retryAfter, String words, String code)
            throws IOException {
        refuse(status, retryAfter, speaker.refusal(status, words, code));
    }

    private void refuse(int status, @Nullable String retryAfter, String body) throws IOException {
        json(status, retryAfter == null ? "" : "Retry-After: " + retryAfter + "\r\n", body);
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static String wordsOf(int status) {
        return switch (status) {
            case 401 -> "Incorrect API key provided.";
            case 429 -> "Rate limit reached. Please slow down.";
            case 503 -> "The model is loading.";
            default -> "The server had an error (" + status + ").";
        };
    }

    private static String codeOf(int status) {
        return status == 401 ? "invalid_api_key" : "error_" + status;
    }
}
