package dev.polylogue.providers.http;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What to ask a server.
 *
 * @param headers may hold a key, so they are never shown
 * @param body null for none; not copied, so not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // an ask is sent, never compared; a copy of a long prompt would be a waste
public record HttpAsk(String method, URI uri, Map<String, String> headers, byte @Nullable [] body, Timeouts timeouts) {

    public HttpAsk {
        headers = Map.copyOf(headers);
    }

    /** A question that is JSON. */
    public static HttpAsk post(URI uri, Map<String, String> headers, JsonNode json, Timeouts timeouts) {
        Map<String, String> typed = new HashMap<>(headers);
        typed.put("content-type", "application/json");
        return new HttpAsk("POST", uri, typed, JsonMapper.shared().writeValueAsBytes(json), timeouts);
    }

    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
    }
}
