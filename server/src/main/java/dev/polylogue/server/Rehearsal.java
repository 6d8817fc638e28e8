package dev.polylogue.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A start with what a person asks for first, and a first answer, then a good end: the virtual machine learns from it what
 * later starts need ({@code -XX:AOTCacheOutput}). For an empty data folder; it takes the server's arguments.
 */
public final class Rehearsal {

    private static final int TIMES = 3;

    private static final List<String> PAGES =
            List.of("/", "/api/conversations", "/api/models", "/api/settings", "/api/tools");

    private static final String CHAT = "/api/conversations/01900000-0000-7000-8000-00000000000";

    private static final String QUESTION = "{\"text\": \"What is Polylogue?\", \"model\": \"polylogue/guide\"}";

    private Rehearsal() {}

    /** See the class. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            rehearse(arguments);
        } catch (RuntimeException | IOException failure) {
            // Spring keeps quiet about what it has been told not to log.
            System.err.println(StartFailure.explain(failure));
            System.exit(1);
        }
    }

    private static void rehearse(String... arguments) throws IOException, InterruptedException {
        try (ConfigurableApplicationContext server = PolylogueServer.start(arguments);
                HttpClient client = HttpClient.newHttpClient()) {
            String address = "http://127.0.0.1:" + server.getEnvironment().getRequiredProperty("local.server.port");
            for (int time = 0; time < TIMES; time++) {
                for (String page : PAGES) {
                    send(client, HttpRequest.newBuilder(URI.create(address + page)));
                }
                send(
                        client,
                        HttpRequest.newBuilder(URI.create(address + CHAT + time + "/messages"))
                                .header("Content-Type", "application/json")
                                .header("Accept", "text/event-stream")
                                .POST(BodyPublishers.ofString(QUESTION)));
                send(client, HttpRequest.newBuilder(URI.create(address + CHAT + time)));
            }
        }
    }

    private static void send(HttpClient client, HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = client.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(response.request().uri() + " answered " + response.statusCode());
        }
    }
}
