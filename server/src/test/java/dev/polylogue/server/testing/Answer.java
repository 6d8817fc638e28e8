package dev.polylogue.server.testing;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server answered. */
public record Answer(int status, HttpHeaders headers, String body) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** The body as JSON. */
    public JsonNode json() {
        return MAPPER.readTree(body);
    }

    /** A field of the body, as text; empty where there is none. */
    public String field(String name) {
        return json().path(name).asString("");
    }

    /** A header; empty where there is none. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
