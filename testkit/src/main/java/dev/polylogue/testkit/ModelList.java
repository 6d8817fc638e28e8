package dev.polylogue.testkit;

import java.io.IOException;
import java.util.Collection;

/** What {@code GET /v1/models} answers. */
record ModelList(int status, Collection<String> names) {

    void writeTo(UpstreamConnection connection) throws IOException {
        if (status != 200) {
            connection.refuse(status, null, "No list today.", "error_" + status);
            return;
        }
        StringBuilder data = new StringBuilder();
        for (String name : names) {
            data.append(data.isEmpty() ? "" : ",")
                    .append("{\"id\":")
                    .append(Tokens.json(name))
                    .append(",\"object\":\"model\",\"owned_by\":\"simulated\"}");
        }
        connection.json(200, "", "{\"object\":\"list\",\"data\":[" + data + "]}");
    }
}
