package dev.polylogue.testkit;

import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the list of models answers, in the form of the dialect that is served there. */
record ModelList(int status, Collection<String> names) {

    /** Where there is one. */
    static final Set<String> PATHS = Set.of("/v1/models");

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
            default -> throw new IllegalArgumentException(path);
        };
    }

    private String each(Function<String, String> json) {
        return names.stream().map(Tokens::json).map(json).collect(Collectors.joining(","));
    }
}
