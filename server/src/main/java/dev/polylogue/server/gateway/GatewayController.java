package dev.polylogue.server.gateway;

import dev.polylogue.engine.completion.Completion;
import dev.polylogue.engine.completion.Completions;
import dev.polylogue.engine.conversation.Conversations;
import dev.polylogue.engine.identity.IdSource;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.command.ModelInfo;
import dev.polylogue.server.follow.DataStreams;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers programs as OpenAI's interface does: the models there are, and chat completions. */
@RestController
@RequestMapping("/v1")
final class GatewayController {

    /** A client that waits for a whole answer tells nobody that it hangs up: it has to be looked at. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private static final String EXAMPLE = """
            {"model": "ollama/qwen3:8b", "messages": [{"role": "user", "content": "What is a fold?"}], "stream": true}""";

    private final Completions completions;
    private final Conversations conversations;
    private final DataStreams streams;
    private final Time time;
    private final IdSource ids;

    GatewayController(
            Completions completions, Conversations conversations, DataStreams streams, Time time, IdSource ids) {
        this.completions = completions;
        this.conversations = conversations;
        this.streams = streams;
        this.time = time;
        this.ids = ids;
    }

    @Operation(summary = "The models, in OpenAI's form", description = "Errors have OpenAI's form as well.")
    @GetMapping("/models")
    JsonNode models() {
        ObjectNode list = JsonMapper.shared().createObjectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        conversations.models().stream().filter(ModelInfo::available).forEach(model -> data.addObject()
                .put("id", model.id())
                .put("object", "model")
                .put("created", 0)
                .put("owned_by", model.provider()));
        return list;
    }

    @Operation(
            summary = "Ask a model, in OpenAI's form",
            description = "The call waits in the same line as all conversations. Hanging up ends it. Errors have"
                    + " OpenAI's form.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject(EXAMPLE))))
    @ApiResponse(
            responseCode = "200",
            content = {@Content(mediaType = "application/json"), @Content(mediaType = "text/event-stream")})
    @PostMapping("/chat/completions")
    @Nullable ResponseEntity<JsonNode> complete(
            UserId user, @RequestBody JsonNode body, HttpServletRequest request, HttpServletResponse response)
            throws InterruptedException {
        ChatRequest wish = ChatRequest.read(user, body, conversations.models());
        String id = "chatcmpl-" + ids.next();
        long created = time.now().getEpochSecond();
        String model = wish.completion().model();
        if (wish.isStream()) {
            Supplier<ObjectNode> head = () -> ChatWords.head("chat.completion.chunk", id, created, model);
            var pieces = new AnswerPieces(
                    news -> completions.start(wish.completion(), news), head, wish.includesUsage(), time);
            streams.serve(pieces, request, response);
            return null;
        }
        try (Completion completion = completions.start(wish.completion(), () -> {})) {
            while (!completion.await(LOOK_EVERY)) {
                if (streams.hasLeft(request)) {
                    return null;
                }
            }
            ObjectNode head = ChatWords.head("chat.completion", id, created, model);
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(WholeAnswer.of(completion.take(), head));
        }
    }
}
