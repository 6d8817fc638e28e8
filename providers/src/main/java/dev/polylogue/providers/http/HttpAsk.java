package dev.polylogue.providers.http;

import io.netty.handler.codec.http.HttpHeaderValidationUtil;
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

    /** Path and query, as the request's first line has them (RFC 9112, 3.2.1). */
    String target() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** Whether its headers can be sent: one that holds a line's end, say, cannot (RFC 9110, 5.5). */
    boolean isSendable() {
        return headers.entrySet().stream()
                .allMatch(header -> HttpHeaderValidationUtil.validateToken(header.getKey()) < 0
                        && HttpHeaderValidationUtil.validateValidHeaderValue(header.getValue()) < 0);
    }

    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
    }
}
