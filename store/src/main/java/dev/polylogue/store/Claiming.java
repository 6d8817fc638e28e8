package dev.polylogue.store;

import dev.polylogue.engine.store.GenerationStore.Claim;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.engine.store.StoredAttachment;
import dev.polylogue.protocol.id.AttachmentId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.Role;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that claims a conversation. First every reason against it is looked for, then everything is written:
 * so a refusal leaves nothing to undo. That two claims never look at the same time is the one writer's work; the
 * partial unique index would refuse the second one all the same.
 */
final class Claiming {

    private Claiming() {}

    static Claim claim(Sql sql, NewGeneration wish) throws SQLException {
        return claim(sql, wish, ClaimLook.at(sql, wish));
    }

    /** Empty where the conversation is there and nothing says that this request made it. */
    static Optional<Claim> claimNew(Sql sql, NewGeneration wish) throws SQLException {
        ClaimLook look = ClaimLook.at(sql, wish);
        return look.isNew() || look.isRepeated() ? Optional.of(claim(sql, wish, look)) : Optional.empty();
    }

    private static Claim claim(Sql sql, NewGeneration wish, ClaimLook look) throws SQLException {
        if (look.isRepeated()) {
            return new Claim.Repeated(GenerationRows.ofRequest(sql, wish.owner(), wish.requestId())
                    .orElseThrow());
        }
        Optional<Claim> refusal = refusal(sql, wish, look);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        @Nullable Message before = wish.continuesMessage()
                ? find(sql, wish, wish.assistantMessageId()).orElseThrow()
                : null;
        if (look.isNew() && wish.conversation() != null) {
            ConversationRows.insertClaimed(
                    sql,
                    wish.owner(),
                    wish.conversation(),
                    newMessages(wish),
                    wish.assistantMessageId(),
                    wish.startedAt());
        } else {
            takeFollowUp(sql, wish);
            ConversationRows.claimed(
                    sql,
                    wish.owner(),
                    wish.conversationId(),
                    newMessages(wish),
                    wish.assistantMessageId(),
                    wish.startedAt());
        }
        store(sql, wish);
        GenerationRows.insert(sql, wish);
        return new Claim.Begun(
                ConversationRows.find(sql, wish.owner(), wish.conversationId()).orElseThrow(), look.isNew(), before);
    }

    private static Optional<Claim> refusal(Sql sql, NewGeneration wish, ClaimLook look) throws SQLException {
        if (look.isRequestDeleted()
                || (look.isNew() && (wish.conversation() == null || look.isConversationDeleted()))) {
            return Optional.of(new Claim.Missing());
        }
        if (!look.isNew()) {
            var holder = GenerationRows.holder(sql, wish.owner(), wish.conversationId());
            if (holder.isPresent()) {
                return Optional.of(new Claim.Busy(holder.get().id()));
            }
        }
        if (!hasItsPlace(sql, wish) || !hasItsFollowUp(sql, wish) || !hasItsFiles(sql, wish)) {
            return Optional.of(new Claim.Missing());
        }
        return look.isTaken() ? Optional.of(new Claim.IdTaken()) : Optional.empty();
    }

    /** Whoever asks for an answer in another way goes on: what was paused is no longer. */
    private static void takeFollowUp(Sql sql, NewGeneration wish) throws SQLException {
        if (wish.takesFollowUp()) {
            FollowUpRows.delete(sql, wish.owner(), wish.conversationId(), wish.userMessageId());
        } else {
            FollowUpRows.unpause(sql, wish.owner(), wish.conversationId());
        }
    }

    /** Whether what the wish hangs on is in this conversation: the parent, or the message to answer or to go on with. */
    private static boolean hasItsPlace(Sql sql, NewGeneration wish) throws SQLException {
        Message words = wish.userMessage();
        if (words != null) {
            @Nullable MessageId parent = words.parentId();
            return parent == null || find(sql, wish, parent).isPresent();
        }
        var answered = find(sql, wish, wish.userMessageId());
        if (answered.isEmpty() || answered.get().role() != Role.USER) {
            return false;
        }
        return !wish.continuesMessage()
                || find(sql, wish, wish.assistantMessageId())
                        .filter(Claiming::canGoOn)
                        .isPresent();
    }

    /** What waited may have been changed, taken away or paused since it was looked at. */
    private static boolean hasItsFollowUp(Sql sql, NewGeneration wish) throws SQLException {
        Message words = wish.userMessage();
        return !wish.takesFollowUp()
                || (words != null
                        && FollowUpRows.next(sql, wish.owner(), wish.conversationId())
                                .filter(next -> next.followUp().id().equals(words.id())
                                        && next.followUp().text().equals(words.text()))
                                .isPresent());
    }

    /** A file may have gone with the last message that had it. */
    private static boolean hasItsFiles(Sql sql, NewGeneration wish) throws SQLException {
        for (AttachmentId file : filesOf(wish.userMessage())) {
            if (AttachmentRows.find(sql, wish.owner(), file).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static List<AttachmentId> filesOf(@Nullable Message words) {
        List<Part> parts = words == null ? List.of() : words.parts();
        return parts.stream()
                .filter(Part.File.class::isInstance)
                .map(part -> StoredAttachment.idOf((Part.File) part))
                .toList();
    }

    private static Optional<Message> find(Sql sql, NewGeneration wish, MessageId id) throws SQLException {
        return MessageRows.find(sql, wish.owner(), wish.conversationId(), id);
    }

    private static boolean canGoOn(Message message) {
        return message.role() == Role.ASSISTANT
                && switch (message.status()) {
                    case STOPPED, FAILED, INTERRUPTED -> true;
                    case STREAMING, COMPLETE -> false;
                };
    }

    private static int newMessages(NewGeneration wish) {
        return (wish.userMessage() == null ? 0 : 1) + (wish.continuesMessage() ? 0 : 1);
    }

    private static void store(Sql sql, NewGeneration wish) throws SQLException {
        Message words = wish.userMessage();
        if (words != null) {
            MessageRows.insert(sql, wish.owner(), wish.conversationId(), words);
            for (AttachmentId file : filesOf(words)) {
                AttachmentRows.sent(sql, wish.owner(), file, words.id());
            }
        }
        if (wish.continuesMessage()) {
            MessageRows.goOn(sql, wish.owner(), wish.assistantMessageId(), wish.model());
        } else {
            MessageRows.insert(sql, wish.owner(), wish.conversationId(), answer(wish));
        }
    }

    private static Message answer(NewGeneration wish) {
        return new Message(
                wish.assistantMessageId(),
                wish.userMessageId(),
                Role.ASSISTANT,
                MessageStatus.STREAMING,
                List.of(),
                wish.model(),
                wish.startedAt(),
                null,
                null,
                null);
    }
}
