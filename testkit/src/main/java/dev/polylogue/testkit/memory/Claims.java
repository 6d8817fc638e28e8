package dev.polylogue.testkit.memory;

import dev.polylogue.engine.store.GenerationStore.Claim;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.engine.store.StoreException;
import dev.polylogue.engine.store.StoredAttachment;
import dev.polylogue.engine.store.StoredGeneration;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.id.AttachmentId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.Role;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Claims a conversation: first every reason against it, then every write. */
final class Claims {

    private Claims() {}

    static Claim claim(Owned owned, NewGeneration wish) {
        Optional<GenerationRow> repeated = owned.generations.values().stream()
                .filter(row -> row.request().equals(wish.requestId()))
                .findFirst();
        if (repeated.isPresent()) {
            return new Claim.Repeated(repeated.get().stored());
        }
        boolean isNew = !owned.conversations.containsKey(wish.conversationId());
        Optional<Claim> refusal = refusal(owned, wish, isNew);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (owned.generations.containsKey(wish.id())) {
            throw new StoreException("there is a generation " + wish.id() + " already");
        }
        @Nullable Message before = wish.continuesMessage()
                ? owned.message(wish.conversationId(), wish.assistantMessageId())
                        .orElseThrow()
                : null;
        write(owned, wish, isNew);
        return new Claim.Begun(owned.conversation(wish.conversationId()).orElseThrow(), isNew, before);
    }

    private static Optional<Claim> refusal(Owned owned, NewGeneration wish, boolean isNew) {
        boolean isDeleted = owned.deletedRequests.containsKey(wish.requestId());
        boolean cannotBe = isNew && (wish.conversation() == null || owned.deleted.containsKey(wish.conversationId()));
        if (isDeleted || cannotBe) {
            return Optional.of(new Claim.Missing());
        }
        var holder = owned.holder(wish.conversationId());
        if (holder.isPresent()) {
            return Optional.of(new Claim.Busy(holder.get().stored().id()));
        }
        if (!hasItsPlace(owned, wish)
                || !hasItsFollowUp(owned, wish)
                || !filesOf(wish).allMatch(owned.files::containsKey)) {
            return Optional.of(new Claim.Missing());
        }
        Message words = wish.userMessage();
        boolean isTaken = (words != null && owned.messages.containsKey(words.id()))
                || (!wish.continuesMessage() && owned.messages.containsKey(wish.assistantMessageId()));
        return isTaken ? Optional.of(new Claim.IdTaken()) : Optional.empty();
    }

    private static boolean hasItsPlace(Owned owned, NewGeneration wish) {
        Message words = wish.userMessage();
        if (words != null) {
            @Nullable MessageId parent = words.parentId();
            return parent == null
                    || owned.message(wish.conversationId(), parent).isPresent();
        }
        boolean isAnswerable = owned.message(wish.conversationId(), wish.userMessageId())
                .filter(message -> message.role() == Role.USER)
                .isPresent();
        return isAnswerable
                && (!wish.continuesMessage()
                        || owned.message(wish.conversationId(), wish.assistantMessageId())
                                .filter(Claims::canGoOn)
                                .isPresent());
    }

    /** What waited may have been changed, taken away or paused since it was looked at. */
    private static boolean hasItsFollowUp(Owned owned, NewGeneration wish) {
        Message words = wish.userMessage();
        return !wish.takesFollowUp()
                || (words != null
                        && owned.waiting(wish.conversationId())
                                .next()
                                .filter(next -> next.followUp().id().equals(words.id())
                                        && next.followUp().text().equals(words.text()))
                                .isPresent());
    }

    private static Stream<AttachmentId> filesOf(NewGeneration wish) {
        List<Part> parts =
                wish.userMessage() == null ? List.of() : wish.userMessage().parts();
        return parts.stream().filter(Part.File.class::isInstance).map(part -> StoredAttachment.idOf((Part.File) part));
    }

    private static boolean canGoOn(Message message) {
        return message.role() == Role.ASSISTANT
                && switch (message.status()) {
                    case STOPPED, FAILED, INTERRUPTED -> true;
                    case STREAMING, COMPLETE -> false;
                };
    }

    private static void write(Owned owned, NewGeneration wish, boolean isNew) {
        var id = wish.conversationId();
        if (isNew && wish.conversation() != null) {
            MemoryConversations.insert(owned, wish.conversation());
        }
        if (wish.userMessage() != null) {
            owned.put(id, wish.userMessage());
            filesOf(wish).map(owned.files::get).filter(Objects::nonNull).forEach(file -> file.isSent = true);
        }
        Message answer = wish.continuesMessage()
                ? Messages.goingOn(owned.message(id, wish.assistantMessageId()).orElseThrow(), wish.model())
                : Messages.begun(wish);
        owned.put(id, answer);
        owned.generations.put(wish.id(), new GenerationRow(wish.requestId(), stored(wish)));
        if (wish.takesFollowUp()) {
            owned.waiting(id).remove(wish.userMessageId());
        } else {
            owned.waiting(id).unpause();
        }
        owned.path(id, wish.assistantMessageId(), wish.startedAt());
        owned.attention(id, Attention.QUEUED);
    }

    private static StoredGeneration stored(NewGeneration wish) {
        return new StoredGeneration(
                wish.owner(),
                wish.id(),
                wish.conversationId(),
                wish.userMessageId(),
                wish.assistantMessageId(),
                wish.model(),
                wish.page(),
                GenerationPhase.QUEUED,
                1,
                null,
                0,
                wish.startedAt());
    }
}
