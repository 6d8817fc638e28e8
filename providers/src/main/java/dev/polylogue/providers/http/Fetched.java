package dev.polylogue.providers.http;

import java.nio.charset.StandardCharsets;

/** What came of a fetch. */
public sealed interface Fetched {

    /** A whole answer, of whatever status. */
    record Answer(ResponseHead head, String body) implements Fetched {

        static Answer of(ResponseHead head, byte[] body) {
            return new Answer(head, new String(body, StandardCharsets.UTF_8));
        }
    }

    /** No whole answer. */
    record None(Fault fault) implements Fetched {}
}
