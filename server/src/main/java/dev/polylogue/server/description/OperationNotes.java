package dev.polylogue.server.description;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the description says of an operation beside its types: a summary, the status where it is not 200, and an example of
 * the request and of the answer. They lie in {@code openapi/operations.json}, by method and path, so that the controllers
 * are not hidden behind them; what a controller says itself goes before.
 */
final class OperationNotes {

    private static final String FILE = "/openapi/operations.json";
    private static final String JSON = "application/json";

    private final JsonNode notes;

    OperationNotes() {
        try (InputStream file = Objects.requireNonNull(OperationNotes.class.getResourceAsStream(FILE), FILE)) {
            notes = JsonMapper.shared().readTree(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void addTo(OpenAPI description) {
        description.getPaths().forEach((path, operations) -> operations
                .readOperationsMap()
                .forEach((method, operation) -> add(operation, notes.path(method + " " + path))));
    }

    private static void add(Operation operation, JsonNode note) {
        if (operation.getSummary() == null && note.has("summary")) {
            operation.setSummary(note.path("summary").stringValue());
        }
        if (note.has("request") && operation.getRequestBody() != null) {
            setExample(operation.getRequestBody().getContent(), note.path("request"));
        }
        if (note.has("status")) {
            move(operation.getResponses(), note.path("status").stringValue());
        }
        if (note.has("response")) {
            operation.getResponses().forEach((status, response) -> {
                if (status.startsWith("2")) {
                    response.setContent(json(response.getContent()));
                    setExample(response.getContent(), note.path("response"));
                }
            });
        }
    }

    private static void setExample(Content content, JsonNode example) {
        MediaType json = content.get(JSON);
        if (json != null && json.getExample() == null && json.getExamples() == null) {
            json.setExample(JsonMapper.shared().convertValue(example, Object.class));
        }
    }

    /** Controllers that do not say what they give, give JSON. */
    private static Content json(Content content) {
        if (content == null) {
            return new Content().addMediaType(JSON, new MediaType());
        }
        MediaType any = content.remove("*/*");
        return any == null ? content : content.addMediaType(JSON, any);
    }

    private static void move(ApiResponses responses, String status) {
        ApiResponse usual = responses.get("200");
        if (usual != null && !responses.containsKey(status)) {
            responses.remove("200");
            responses.addApiResponse(status, usual);
        }
    }
}
