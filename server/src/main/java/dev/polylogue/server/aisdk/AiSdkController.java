package dev.polylogue.server.aisdk;

import dev.polylogue.engine.conversation.Answers;
import dev.polylogue.engine.conversation.CommandException;
import dev.polylogue.engine.conversation.Conversations;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.ActiveGeneration;
import dev.polylogue.protocol.command.RegenerateMessage;
import dev.polylogue.protocol.command.SendMessage;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.Role;
import dev.polylogue.server.follow.ChunkStreams;
import dev.polylogue.server.limit.TextLimit;
import dev.polylogue.server.problem.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What {@code useChat} of npm {@code ai} 6 and 7 speaks with its default transport. */
@RestController
@RequestMapping("/api/ai-sdk/chat")
final class AiSdkController {

    private final Answers answers;
    private final Conversations conversations;
    private final ChunkStreams streams;
    private final TextLimit textLimit;

    AiSdkController(Answers answers, Conversations conversations, ChunkStreams streams, TextLimit textLimit) {
        this.answers = answers;
        this.conversations = conversations;
        this.streams = streams;
        this.textLimit = textLimit;
    }

    @Operation(
            summary = "Chat as the AI SDK's useChat does",
            description =
                    "Takes {id, messages, trigger, messageId?, model?} and answers with a UI message stream. A chat"
                            + " is a conversation; an id that is no UUID is mapped to one. Of the messages only the last is"
                            + " looked at: a person's is sent, an assistant's with answered approvals goes on.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/event-stream"))
    @PostMapping
    void chat(UserId user, @RequestBody ChatBody body, HttpServletRequest request, HttpServletResponse response) {
        String chat = body.chat();
        ConversationId id = NamedIds.conversation(chat);
        if (body.regenerates()) {
            stream(user, regenerate(user, chat, id, body), request, response);
            return;
        }
        JsonNode last = body.last();
        if ("assistant".equals(last.path("role").asString(""))) {
            goOn(user, id, ChatBody.approvals(last), request, response);
            return;
        }
        stream(user, send(user, chat, id, body), request, response);
    }

    private void stream(UserId user, Accepted accepted, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Generation-Id", accepted.generationId().toString());
        streams.serveTurn(user, accepted.generationId(), 0, request, response);
    }

    private Accepted send(UserId user, String chat, ConversationId id, ChatBody body) {
        JsonNode last = body.last();
        String text = ChatBody.text(last);
        textLimit.check(text);
        String name = last.path("id").asString("");
        if (name.isBlank()) {
            throw RefusedException.badRequest("messages", "The last message needs an id.");
        }
        return answers.send(
                user,
                id,
                new SendMessage(
                        NamedIds.request(chat, name),
                        NamedIds.message(chat, name),
                        parent(user, chat, id, body.parent()),
                        text,
                        body.model(),
                        List.of()),
                null);
    }

    /** The message before, where the server has it; else the newest that it has: the client may have trimmed. */
    private @Nullable MessageId parent(UserId user, String chat, ConversationId id, @Nullable String name) {
        if (name == null) {
            return null;
        }
        MessageId parent = NamedIds.message(chat, name);
        return messages(user, id).stream().anyMatch(message -> message.id().equals(parent)) ? parent : null;
    }

    private Accepted regenerate(UserId user, String chat, ConversationId id, ChatBody body) {
        String name = body.messageId();
        MessageId answer = name == null ? newestAnswer(user, id) : NamedIds.message(chat, name);
        return answers.regenerate(user, id, answer, new RegenerateMessage(null, body.model()), null);
    }

    private MessageId newestAnswer(UserId user, ConversationId id) {
        return messages(user, id).stream()
                .filter(message -> message.role() == Role.ASSISTANT)
                .reduce((_, later) -> later)
                .map(Message::id)
                .orElseThrow(() -> RefusedException.because(ErrorCode.NOT_FOUND, "There is no answer to make again."));
    }

    private List<Message> messages(UserId user, ConversationId id) {
        try {
            return conversations.details(user, id).messages();
        } catch (CommandException nothingYet) {
            return List.of();
        }
    }

    /** The client has the message so far: it wants what comes of its words. */
    private void goOn(
            UserId user,
            ConversationId id,
            List<ChatBody.Said> said,
            HttpServletRequest request,
            HttpServletResponse response) {
        ActiveGeneration active = active(user, id)
                .orElseThrow(() -> RefusedException.because(
                        ErrorCode.WRONG_STATE, "Nothing waits for a word in this chat: the answer has ended."));
        for (ChatBody.Said word : said) {
            if (word.isApproved()) {
                answers.approve(user, word.approvalId(), false);
            } else {
                answers.deny(user, word.approvalId(), false);
            }
        }
        streams.serveTurn(user, active.id(), active.offset(), request, response);
    }

    @Operation(
            summary = "Resume the answer of a chat",
            description = "The whole message from its start, then live; 204 where nothing streams. Hanging up stops"
                    + " nothing.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/event-stream"))
    @ApiResponse(responseCode = "204")
    @GetMapping("/{id}/stream")
    void resume(
            UserId user, @PathVariable("id") String chat, HttpServletRequest request, HttpServletResponse response) {
        Optional<ActiveGeneration> active = active(user, NamedIds.conversation(chat));
        if (active.isEmpty()) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return;
        }
        streams.serveTurnAgain(user, active.get().id(), request, response);
    }

    private Optional<ActiveGeneration> active(UserId user, ConversationId id) {
        return answers.active(user).stream()
                .filter(generation -> generation.conversationId().equals(id))
                .findFirst();
    }
}
