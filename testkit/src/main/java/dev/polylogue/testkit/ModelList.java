package dev.polylogue.testkit;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the list of models answers, in the form of the dialect that is served there. */
record ModelList(int status, Collection<String> names) {

    /** Where there is one. */
    static final Set<String> PATHS = Set.of("/v1/models", "/api/tags", "/v1beta/models");

    private static final Set<String> CAPABILITIES = Set.of("completion", "tools", "vision", "thinking", "insert");

    void writeTo(UpstreamConnection connection, String path) throws IOException {
        if (status != 200) {
            connection.refuse(status, null, "No list today.", "error_" + status);
            return;
        }
        connection.json(200, "", json(path));
    }

    private String json(String path) {
        return switch (path) {
            case "/v1/models" ->
                "{\"object\":\"list\",\"data\":["
                        + each(name -> "{\"id\":" + name + ",\"object\":\"model\",\"type\":\"model\","
                                + "\"display_name\":" + name + ",\"owned_by\":\"simulated\"}")
                        + "],\"has_more\":false}";
            case "/api/tags" ->
                "{\"models\":["
                        + each(name -> "{\"name\":" + name + ",\"model\":" + name + ",\"size\":2019393189,\"digest\":"
                                + name + ",\"modified_at\":\"2026-11-25T00:00:00Z\",\"details\":{\"family\":\"llama\","
                                + "\"parameter_size\":\"3.2B\",\"quantization_level\":\"Q4_K_M\"}}")
                        + "]}";
            case "/v1beta/models" ->
                "{\"models\":["
                        + names.stream()
                                .map(name -> "{\"name\":" + Tokens.json("models/" + name)
                                        + ",\"version\":\"001\",\"inputTokenLimit\":1048576,"
                                        + "\"supportedGenerationMethods\":[\"generateContent\",\"countTokens\"],"
                                        + "\"thinking\":true}")
                                .collect(Collectors.joining(","))
                        + "]}";
            default -> throw new IllegalArgumentException(path);
        };
    }

    /** What Ollama says of one model: what it can is in its name; where nothing is, it says nothing, as an older one. */
    static String shown(String name) {
        String capabilities = Arrays.stream(name.split("-", -1))
                .filter(CAPABILITIES::contains)
                .map(Tokens::json)
                .collect(Collectors.joining(","));
        return "{\"details\":{\"family\":\"llama\"},\"capabilities\":[" + capabilities + "]}";
    }

    private String each(Function<String, String> json) {
        return names.stream().map(Tokens::json).map(json).collect(Collectors.joining(","));
    }
}
