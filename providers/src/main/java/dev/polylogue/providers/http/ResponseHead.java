package dev.polylogue.providers.http;

import java.util.Map;
import java.util.Optional;

/** The head of a response. Names of headers are in lower case. */
public record ResponseHead(int status, Map<String, String> headers) {

    public ResponseHead {
        headers = Map.copyOf(headers);
    }

    /** The value of that header. */
    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /** Whether the body says to be of that media type. */
    public boolean isOfType(String mediaType) {
        return header("content-type").filter(type -> type.startsWith(mediaType)).isPresent();
    }
}
