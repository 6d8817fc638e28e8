package dev.polylogue.server.aisdk;

import dev.polylogue.engine.conversation.ApiTokens;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.server.configuration.Settings;
import dev.polylogue.server.follow.ChatSockets;
import dev.polylogue.server.limit.AskLimits;
import dev.polylogue.server.problem.RefusedException;
import dev.polylogue.server.security.ApiToken;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What {@code useChat} speaks with the {@code WebSocketChatTransport} of npm {@code ai} 7. */
@RestController
final class ChatSocketController {

    private static final String EXAMPLE = """
            {"type": "chunk", "requestId": "r1", "sequence": 7, "chunk": {"type": "text-delta", "id": "t0", "delta": "Hi"}}""";

    private final ChatSockets sockets;
    private final ChatTurns turns;
    private final AskLimits limits;
    private final ApiTokens tokens;
    private final Time time;
    private final JsonMapper mapper;
    private final long maxMessage;

    ChatSocketController(
            ChatSockets sockets,
            ChatTurns turns,
            AskLimits limits,
            ApiTokens tokens,
            Time time,
            JsonMapper mapper,
            Settings settings) {
        this.sockets = sockets;
        this.turns = turns;
        this.limits = limits;
        this.tokens = tokens;
        this.time = time;
        this.mapper = mapper;
        this.maxMessage = settings.limits().chat();
    }

    @Operation(
            summary = "Any number of chats over one WebSocket",
            description =
                    "For the AI SDK's WebSocketChatTransport. The client says {type: send, requestId, id, messages,"
                            + " trigger, messageId?, body: {model?}}, {type: resume, requestId, id, lastSequence?} or {type: abort,"
                            + " requestId}; the server {type: chunk, requestId, sequence, chunk}, {type: end, requestId}, and"
                            + " start, no-active or error {errorText, code}. An abort stops the answer; a lost connection stops"
                            + " nothing, and resume goes on.")
    @ApiResponse(
            responseCode = "101",
            content = @Content(mediaType = "application/json", examples = @ExampleObject(EXAMPLE)))
    @ApiResponse(responseCode = "400", description = "bad-request: not an upgrade to a WebSocket")
    @GetMapping("/api/ai-sdk/ws")
    void open(UserId user, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ChatTalk.Gate gate = gate(user, ApiToken.of(request));
        sockets.open(user, request, response, maxMessage, line -> new ChatTalk(user, line, turns, gate, time, mapper));
    }

    /** A token may be taken back while the connection that it opened lives. */
    private ChatTalk.Gate gate(UserId user, Optional<String> token) {
        return beginsAnswer -> {
            if (token.isPresent() && tokens.owner(token.get()).isEmpty()) {
                throw RefusedException.because(ErrorCode.UNAUTHORIZED, "The API token is not valid any more.");
            }
            limits.check(user, beginsAnswer);
        };
    }
}
