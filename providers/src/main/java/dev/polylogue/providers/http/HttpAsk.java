package dev.polylogue.providers.http;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
    }
}
