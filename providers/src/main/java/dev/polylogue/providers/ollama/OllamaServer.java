package dev.polylogue.providers.ollama;

import dev.polylogue.providers.hosted.HostedProvider;
import dev.polylogue.providers.http.Timeouts;
import dev.polylogue.providers.http.UpstreamClient;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** What an Ollama can beside answering: say what is on its disk, and get further models. Any thread may use it. */
public final class OllamaServer {

    /** To look through a large file that has come takes long, and nothing is said meanwhile. */
    private static final Timeouts PATIENT =
            new Timeouts(Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(10));

    private final UpstreamClient client;
    private final HostedProvider provider;
    private final Ollama ollama;

    public OllamaServer(UpstreamClient client, HostedProvider provider, Ollama ollama) {
        this.client = client;
        this.provider = provider;
        this.ollama = ollama;
    }

    /** The models that were on its disk at the last look, those that cannot chat included. */
    public List<InstalledModel> installed() {
        return ollama.installed();
    }

    /** Has it get the model of that name, as in {@code llama3.2:3b}; returns at once. Afterwards the models are looked at. */
    public ModelPull pull(String model, PullListener listener) {
        var question =
                JsonMapper.shared().createObjectNode().put("model", model).put("stream", true);
        return ModelPull.start(client, provider.question("/pull", question, PATIENT), listener, provider::watch);
    }
}
