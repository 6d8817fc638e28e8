package dev.polylogue.server.answer;

import dev.polylogue.engine.conversation.Answers;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.ContinueMessage;
import dev.polylogue.protocol.command.EditMessage;
import dev.polylogue.protocol.command.RegenerateMessage;
import dev.polylogue.protocol.command.SendMessage;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.server.follow.ChunkStreams;
import dev.polylogue.server.limit.TextLimit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Begins generations: send, edit, regenerate, continue. Each is acknowledged once what it answers is stored. */
@RestController
@RequestMapping("/api/conversations/{id}/messages")
final class AnswerController {

    private static final String EXAMPLE = """
            {"text": "What is in this picture?", "attachments": ["0199f7c2-7d1e-7a55-9c1f-2b7d3a1e4f60"]}""";

    private final Answers answers;
    private final ChunkStreams streams;
    private final TextLimit textLimit;

    AnswerController(Answers answers, ChunkStreams streams, TextLimit textLimit) {
        this.answers = answers;
        this.streams = streams;
        this.textLimit = textLimit;
    }

    @Operation(
            summary = "Send a message and have it answered",
            description = "With Accept: text/event-stream the answer is the stream itself; hanging up stops it. "
                    + "With attachments the text may be blank.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = SendMessage.class),
                                            examples = @ExampleObject(EXAMPLE))))
    @ApiResponse(
            responseCode = "202",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = Accepted.class)),
                @Content(mediaType = "text/event-stream")
            })
    @PostMapping
    @Nullable ResponseEntity<Accepted> send(
            UserId user,
            @PathVariable ConversationId id,
            @RequestBody SendMessage body,
            @RequestHeader(name = PageHeader.NAME, required = false) @Nullable String page,
            HttpServletRequest request,
            HttpServletResponse response) {
        textLimit.check(body.text());
        boolean wantsStream = AcceptHeader.prefersStream(request);
        var accepted = answers.send(user, id, body, PageHeader.read(page));
        if (!wantsStream) {
            return accepted(accepted);
        }
        response.setHeader("X-Generation-Id", accepted.generationId().toString());
        streams.serveOwn(user, accepted.generationId(), request, response);
        return null;
    }

    @PostMapping("/{messageId}/edit")
    ResponseEntity<Accepted> edit(
            UserId user,
            @PathVariable ConversationId id,
            @PathVariable MessageId messageId,
            @RequestBody EditMessage body,
            @RequestHeader(name = PageHeader.NAME, required = false) @Nullable String page) {
        textLimit.check(body.text());
        return accepted(answers.edit(user, id, messageId, body, PageHeader.read(page)));
    }

    @PostMapping("/{messageId}/regenerate")
    ResponseEntity<Accepted> regenerate(
            UserId user,
            @PathVariable ConversationId id,
            @PathVariable MessageId messageId,
            @RequestBody(required = false) @Nullable RegenerateMessage body,
            @RequestHeader(name = PageHeader.NAME, required = false) @Nullable String page) {
        var wish = body == null ? new RegenerateMessage(null, null) : body;
        return accepted(answers.regenerate(user, id, messageId, wish, PageHeader.read(page)));
    }

    @PostMapping("/{messageId}/continue")
    ResponseEntity<Accepted> goOn(
            UserId user,
            @PathVariable ConversationId id,
            @PathVariable MessageId messageId,
            @RequestBody(required = false) @Nullable ContinueMessage body,
            @RequestHeader(name = PageHeader.NAME, required = false) @Nullable String page) {
        var wish = body == null ? new ContinueMessage(null) : body;
        return accepted(answers.goOn(user, id, messageId, wish, PageHeader.read(page)));
    }

    private static ResponseEntity<Accepted> accepted(Accepted accepted) {
        return ResponseEntity.accepted().contentType(MediaType.APPLICATION_JSON).body(accepted);
    }
}
