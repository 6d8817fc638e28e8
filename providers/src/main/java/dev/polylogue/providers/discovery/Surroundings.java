package dev.polylogue.providers.discovery;

import dev.polylogue.providers.settings.ProviderSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be found around this server.
 *
 * @param environment {@code OPENAI_API_KEY} and {@code OPENAI_BASE_URL} are read from it, nothing else
 * @param looksForLocalServers whether the usual ports of this machine are looked at
 * @param ownPorts ports on which this server itself listens, never looked at
 */
public record Surroundings(Map<String, String> environment, boolean looksForLocalServers, Set<Integer> ownPorts) {

    private static final String OPENAI = "https://api.openai.com/v1";

    /** The servers that run beside us, and the ports that they take unless told otherwise. */
    private static final List<Local> LOCAL = List.of(
            new Local("ollama", "ollama", 11434),
            new Local("lmstudio", null, 1234),
            new Local("llamacpp", null, 8080),
            new Local("vllm", null, 8000));

    public Surroundings {
        environment = Map.copyOf(environment);
        ownPorts = Set.copyOf(ownPorts);
    }

    /** Nothing is looked for. */
    public static Surroundings none() {
        return new Surroundings(Map.of(), false, Set.of());
    }

    /** The provider that the environment names: a key, another base URL, or both. */
    public Optional<ProviderSettings> named() {
        String key = environment.getOrDefault("OPENAI_API_KEY", "");
        String baseUrl = environment.getOrDefault("OPENAI_BASE_URL", "");
        if (key.isBlank() && baseUrl.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new ProviderSettings(
                "openai", null, baseUrl.isBlank() ? OPENAI : baseUrl, key, null, List.of(), null, null));
    }

    /** The local servers that may be there or not; one answer at a time, since they share one machine. */
    public List<ProviderSettings> local() {
        List<ProviderSettings> local = new ArrayList<>();
        if (looksForLocalServers) {
            for (Local server : LOCAL) {
                if (!ownPorts.contains(server.port())) {
                    local.add(new ProviderSettings(
                            server.name(),
                            server.dialect(),
                            "http://127.0.0.1:" + server.port() + "/v1",
                            null,
                            1,
                            List.of(),
                            null,
                            null));
                }
            }
        }
        return local;
    }

    @Override
    public String toString() {
        return "Surroundings[" + environment.keySet() + ", " + looksForLocalServers + ", " + ownPorts + "]";
    }

    private record Local(String name, @Nullable String dialect, int port) {}
}
