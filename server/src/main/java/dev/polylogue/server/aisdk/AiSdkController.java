package dev.polylogue.server.aisdk;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.command.ActiveGeneration;
import dev.polylogue.server.follow.ChunkSet;
import dev.polylogue.server.follow.ChunkStreams;
import dev.polylogue.server.follow.TurnStart;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What {@code useChat} of npm {@code ai} 6 and 7 speaks with its default transport. */
@RestController
@RequestMapping("/api/ai-sdk/chat")
final class AiSdkController {

    private static final String EXAMPLE = """
            {"id": "my-chat", "trigger": "submit-message", "model": "polylogue/guide", "messages": [{"id": "m1", \
            "role": "user", "parts": [{"type": "text", "text": "What is Polylogue?"}]}]}""";

    private static final String VERSION =
            "The major version of npm ai. From 7 on the stream has what only that can read: tool-approval-response, and"
                    + " finish with interrupted after an abort. Without it, what 6 and 7 both read.";

    private static final String ON_HANG_UP =
            "With continue, hanging up stops nothing, so that the answer can be resumed; else it stops the answer.";

    private final ChatTurns turns;
    private final ChunkStreams streams;

    AiSdkController(ChatTurns turns, ChunkStreams streams) {
        this.turns = turns;
        this.streams = streams;
    }

    @Operation(
            summary = "Chat as the AI SDK's useChat does",
            description =
                    "Takes {id, messages, trigger, messageId?, model?} and answers with a UI message stream. A chat"
                            + " is a conversation; an id that is no UUID is mapped to one. Of the messages only the last is"
                            + " looked at: a person's is sent, an assistant's with answered approvals goes on.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ChatBody.class),
                                            examples = @ExampleObject(EXAMPLE))))
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/event-stream"))
    @PostMapping
    void chat(
            UserId user,
            @RequestBody ChatBody body,
            @Parameter(description = VERSION) @RequestHeader(name = ClientVersion.HEADER, required = false) @Nullable String version,
            @Parameter(description = ON_HANG_UP) @RequestHeader(name = "X-On-Hang-Up", required = false) @Nullable String onHangUp,
            HttpServletRequest request,
            HttpServletResponse response) {
        ChunkSet set = ClientVersion.read(version);
        boolean isOwn = !"continue".equals(onHangUp);
        ChatTurns.Begun begun = turns.begin(user, body);
        response.setHeader("X-Generation-Id", begun.generation().toString());
        streams.serveTurn(user, begun.generation(), begun.start(), set, isOwn, request, response);
    }

    @Operation(
            summary = "Resume the answer of a chat",
            description = "The whole message from its start, then live; 204 where nothing streams. Hanging up stops"
                    + " nothing.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/event-stream"))
    @ApiResponse(responseCode = "204")
    @GetMapping("/{id}/stream")
    void resume(
            UserId user,
            @PathVariable("id") String chat,
            @Parameter(description = VERSION) @RequestHeader(name = ClientVersion.HEADER, required = false) @Nullable String version,
            HttpServletRequest request,
            HttpServletResponse response) {
        ChunkSet set = ClientVersion.read(version);
        Optional<ActiveGeneration> active = turns.active(user, chat);
        if (active.isEmpty()) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return;
        }
        streams.serveTurn(user, active.get().id(), TurnStart.WHOLE, set, false, request, response);
    }

    @Operation(
            summary = "Stop the answer of a chat",
            description =
                    "For front ends whose hanging up stops nothing. Answers when the end is stored, and also where"
                            + " nothing streams.")
    @ApiResponse(responseCode = "204")
    @PostMapping("/{id}/stop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stop(UserId user, @PathVariable("id") String chat) {
        turns.active(user, chat).ifPresent(active -> turns.stop(user, active.id()));
    }
}
