package dev.polylogue.server.aisdk;

import dev.polylogue.engine.conversation.Answers;
import dev.polylogue.engine.conversation.CommandException;
import dev.polylogue.engine.conversation.Conversations;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.command.ActiveGeneration;
import dev.polylogue.protocol.command.EditMessage;
import dev.polylogue.protocol.command.RegenerateMessage;
import dev.polylogue.protocol.command.SendMessage;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.AttachmentId;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.Role;
import dev.polylogue.server.follow.TurnStart;
import dev.polylogue.server.limit.TextLimit;
import dev.polylogue.server.problem.RefusedException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Turns what the AI SDK's clients ask for into the engine's commands, whatever way they came. Any thread may use it; calls
 * block until what they say is durable.
 */
@Component
final class ChatTurns {

    private final Answers answers;
    private final Conversations conversations;
    private final FileParts files;
    private final TextLimit textLimit;

    ChatTurns(Answers answers, Conversations conversations, FileParts files, TextLimit textLimit) {
        this.answers = answers;
        this.conversations = conversations;
        this.files = files;
        this.textLimit = textLimit;
    }

    /** A turn that has begun: which generation, and what of it the client has not seen. */
    record Begun(GenerationId generation, TurnStart start) {}

    Begun begin(UserId user, ChatBody body) {
        ConversationId id = NamedIds.conversation(body.chat());
        if (body.regenerates()) {
            return whole(regenerate(user, id, body));
        }
        JsonNode answered = body.answered();
        if (answered != null) {
            return goOn(user, id, ChatBody.said(answered));
        }
        return whole(body.edits() ? edit(user, id, body) : send(user, id, body));
    }

    private static Begun whole(Accepted accepted) {
        return new Begun(accepted.generationId(), TurnStart.WHOLE);
    }

    private Accepted send(UserId user, ConversationId id, ChatBody body) {
        String text = text(body);
        String chat = body.chat();
        String name = body.lastName();
        String before = body.parent();
        List<@Nullable AttachmentId> given = files.keep(user, body.last());
        SendMessage behind = new SendMessage(
                NamedIds.request(chat, name),
                NamedIds.message(chat, name),
                before == null ? null : NamedIds.message(chat, before),
                text,
                body.model(),
                given);
        try {
            return answers.send(user, id, behind, null);
        } catch (CommandException refused) {
            if (refused.code() != ErrorCode.NOT_FOUND || before == null) {
                throw refused;
            }
            // A message before that is the front end's own, or that it has left out: behind the newest that is here.
            return answers.send(user, id, atTheEnd(behind), null);
        }
    }

    private static SendMessage atTheEnd(SendMessage message) {
        return new SendMessage(
                message.requestId(), message.messageId(), null, message.text(), message.model(), message.attachments());
    }

    /** The front end's name stays that of the first wording; the files are those of the first too. */
    private Accepted edit(UserId user, ConversationId id, ChatBody body) {
        MessageId edited = NamedIds.message(body.chat(), body.lastName());
        try {
            return answers.edit(user, id, edited, new EditMessage(null, text(body)), null);
        } catch (CommandException refused) {
            if (refused.code() != ErrorCode.NOT_FOUND) {
                throw refused;
            }
            // Its first wording never came here.
            return send(user, id, body);
        }
    }

    private String text(ChatBody body) {
        String text = ChatBody.text(body.last());
        textLimit.check(text);
        return text;
    }

    private Accepted regenerate(UserId user, ConversationId id, ChatBody body) {
        String name = body.messageId();
        MessageId answer = name == null ? newestAnswer(user, id) : NamedIds.message(body.chat(), name);
        return answers.regenerate(user, id, answer, new RegenerateMessage(null, body.model()), null);
    }

    private MessageId newestAnswer(UserId user, ConversationId id) {
        return conversations.details(user, id).messages().stream()
                .filter(message -> message.role() == Role.ASSISTANT)
                .reduce((_, later) -> later)
                .map(Message::id)
                .orElseThrow(() -> RefusedException.because(ErrorCode.NOT_FOUND, "There is no answer to make again."));
    }

    /** The client has the message so far: it wants what comes of its words. */
    private Begun goOn(UserId user, ConversationId id, ChatBody.Said said) {
        Optional<ActiveGeneration> active = active(user, id);
        if (active.isEmpty() || said.all().isEmpty()) {
            throw RefusedException.because(
                    ErrorCode.WRONG_STATE, "Nothing waits for a word in this chat: the answer has ended.");
        }
        said.approved().forEach(approval -> answers.approve(user, approval, false));
        said.denied().forEach(approval -> answers.deny(user, approval, false));
        return new Begun(active.get().id(), TurnStart.afterWaitFor(said.all()));
    }

    /** The answer of a chat that has not ended. */
    Optional<ActiveGeneration> active(UserId user, String chat) {
        return active(user, NamedIds.conversation(chat));
    }

    private Optional<ActiveGeneration> active(UserId user, ConversationId id) {
        return answers.active(user).stream()
                .filter(generation -> generation.conversationId().equals(id))
                .findFirst();
    }

    /** Stops a generation; returns when its end is stored. */
    void stop(UserId user, GenerationId generation) {
        answers.stop(user, generation);
    }
}
