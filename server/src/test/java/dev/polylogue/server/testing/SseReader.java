package dev.polylogue.server.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads server-sent events as they come. One thread uses it; another one fills it. */
public final class SseReader implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Optional<Event>> events = new LinkedBlockingQueue<>();

    SseReader(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().name("sse-reader").start(this::read);
    }

    /** An event; {@code comments} are the lines before it that began with a colon. */
    public record Event(@Nullable String id, @Nullable String name, String data, List<String> comments) {

        /** Its data as JSON. */
        public JsonNode json() {
            return MAPPER.readTree(data);
        }

        /** The type of the chunk in it; empty where it is none. */
        public String type() {
            return data.startsWith("{") ? json().path("type").asString("") : "";
        }
    }

    public int status() {
        return response.statusCode();
    }

    public HttpHeaders headers() {
        return response.headers();
    }

    /** The next event; empty at the end of the stream. Fails when neither comes in time. */
    public Optional<Event> next() {
        try {
            Optional<Event> event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event in " + PATIENCE);
            }
            return event;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** Reads on to the first event of which {@code wanted} holds. */
    public Event await(Predicate<Event> wanted) {
        while (true) {
            Event event = next().orElseThrow(() -> new AssertionError("the stream ended too early"));
            if (wanted.test(event)) {
                return event;
            }
        }
    }

    /** Reads on to the first event of that name. */
    public Event await(String name) {
        return await(event -> name.equals(event.name()));
    }

    /** Everything up to the end of the stream. */
    public List<Event> rest() {
        List<Event> rest = new ArrayList<>();
        for (Optional<Event> event = next(); event.isPresent(); event = next()) {
            rest.add(event.get());
        }
        return rest;
    }

    /** Hangs up. */
    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            var event = new Draft();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (event.take(line)) {
                    events.add(Optional.of(event.finish()));
                    event = new Draft();
                }
            }
        } catch (IOException hungUp) {
            // Either side may hang up; what was read is in the queue.
        } finally {
            events.add(Optional.empty());
        }
    }

    private static final class Draft {
        private @Nullable String id;
        private @Nullable String name;
        private @Nullable String data;
        private final List<String> comments = new ArrayList<>();

        /** Whether the line ends an event. */
        boolean take(String line) {
            if (line.isEmpty()) {
                return data != null || !comments.isEmpty();
            }
            if (line.startsWith(":")) {
                comments.add(line);
            } else if (line.startsWith("id: ")) {
                id = line.substring("id: ".length());
            } else if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                data = line.substring("data: ".length());
            } else {
                throw new AssertionError("not a line of an event: " + line);
            }
            return false;
        }

        Event finish() {
            return new Event(id, name, data == null ? "" : data, List.copyOf(comments));
        }
    }
}
