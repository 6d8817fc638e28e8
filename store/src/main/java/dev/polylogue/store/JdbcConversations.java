package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.ConversationStore;
import dev.polylogue.engine.store.NewConversation;
import dev.polylogue.engine.store.StoredConversation;
import dev.polylogue.protocol.command.PatchConversation;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.conversation.ConversationPage;
import dev.polylogue.protocol.conversation.ConversationSummary;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageStatus;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Conversations and messages in the tables of those names. */
final class JdbcConversations implements ConversationStore {

    private final Database database;

    JdbcConversations(Database database) {
        this.database = database;
    }

    @Override
    public Created create(UserId owner, NewConversation conversation) {
        return database.write(sql -> {
            boolean isNew = !ConversationRows.exists(sql, owner, conversation.id());
            if (isNew) {
                ConversationRows.insert(sql, owner, conversation);
                DeletedRows.remove(sql, owner, conversation.id());
            }
            return new Created(
                    ConversationRows.find(sql, owner, conversation.id()).orElseThrow(), isNew);
        });
    }

    @Override
    public Optional<StoredConversation> find(UserId owner, ConversationId id) {
        return database.read(sql -> ConversationRows.find(sql, owner, id));
    }

    @Override
    public ConversationPage list(UserId owner, boolean archived, int limit, @Nullable String after) {
        if (limit < 1) {
            throw new IllegalArgumentException("a piece of the list has at least one item");
        }
        int oneMore = Math.addExact(limit, 1);
        List<ConversationSummary> found =
                database
                        .read(sql -> ConversationRows.list(sql, owner, archived, ListCursor.decode(after), oneMore))
                        .stream()
                        .map(StoredConversation::summary)
                        .toList();
        if (found.size() <= limit) {
            return new ConversationPage(found, null);
        }
        var last = found.get(limit - 1);
        var next = new ListCursor(
                last.pinned(), Moments.toNanos(last.updatedAt()), last.id().toString());
        return new ConversationPage(found.subList(0, limit), next.encode());
    }

    @Override
    public Optional<StoredConversation> update(UserId owner, ConversationId id, PatchConversation patch, Instant at) {
        return database.write(sql -> {
            var before = ConversationRows.find(sql, owner, id).orElse(null);
            var leaf = patch.activeLeafId();
            if (before == null
                    || (leaf != null && MessageRows.find(sql, owner, id, leaf).isEmpty())) {
                return Optional.empty();
            }
            var after = patched(before, patch, at);
            ConversationRows.update(sql, after);
            return Optional.of(after);
        });
    }

    @Override
    public Optional<StoredConversation> titleIfNone(UserId owner, ConversationId id, String title) {
        return database.write(sql -> ConversationRows.titleIfNone(sql, owner, id, title)
                ? ConversationRows.find(sql, owner, id)
                : Optional.empty());
    }

    @Override
    public boolean delete(UserId owner, ConversationId id, Instant at) {
        return database.settle(sql -> {
            DeletedRows.addRequestsOf(sql, owner, id, at);
            boolean wasThere = ConversationRows.delete(sql, owner, id);
            if (wasThere) {
                DeletedRows.add(sql, owner, id, at);
            }
            return wasThere;
        });
    }

    @Override
    public List<Message> messages(UserId owner, ConversationId id) {
        return database.read(sql -> {
            List<Message> messages = new ArrayList<>();
            for (Message message : MessageRows.list(sql, owner, id)) {
                messages.add(withCheckpoint(sql, owner, id, message));
            }
            return messages;
        });
    }

    @Override
    public Optional<Message> message(UserId owner, ConversationId id, MessageId messageId) {
        return database.read(sql -> {
            var message = MessageRows.find(sql, owner, id, messageId).orElse(null);
            return message == null ? Optional.empty() : Optional.of(withCheckpoint(sql, owner, id, message));
        });
    }

    @Override
    public MessageDeletion deleteMessage(UserId owner, ConversationId id, MessageId messageId, Instant at) {
        return database.settle(sql -> {
            var conversation = ConversationRows.find(sql, owner, id).orElse(null);
            var message = MessageRows.find(sql, owner, id, messageId).orElse(null);
            if (conversation == null || message == null) {
                return new MessageDeletion.Missing();
            }
            var below = new HashSet<>(MessageRows.below(sql, owner, id, messageId));
            var holder = GenerationRows.holder(sql, owner, id).orElse(null);
            if (holder != null && below.contains(holder.assistantMessageId())) {
                return new MessageDeletion.Busy(holder.id());
            }
            for (MessageId gone : below) {
                ClarificationRows.deleteOf(sql, owner, id, gone);
            }
            int removed = MessageRows.deleteBelow(sql, owner, id, messageId);
            @Nullable MessageId leaf = conversation.activeLeafId();
            if (leaf != null && below.contains(leaf)) {
                leaf = newestLeaf(sql, owner, id, message.parentId());
            }
            ConversationRows.path(sql, owner, id, -removed, leaf, at);
            return new MessageDeletion.Removed();
        });
    }

    /**
     * Where the path goes from {@code parent} on, always by the newest version. It ends at a leaf, not at the version
     * beside what was removed, so that an answer below that version is not hidden.
     */
    private static @Nullable MessageId newestLeaf(
            Sql sql, UserId owner, ConversationId conversation, @Nullable MessageId parent) throws SQLException {
        @Nullable MessageId leaf = parent;
        var child = MessageRows.newestChild(sql, owner, conversation, leaf);
        while (child.isPresent()) {
            leaf = child.get();
            child = MessageRows.newestChild(sql, owner, conversation, leaf);
        }
        return leaf;
    }

    private static Message withCheckpoint(Sql sql, UserId owner, ConversationId id, Message message)
            throws SQLException {
        if (message.status() != MessageStatus.STREAMING) {
            return message;
        }
        var holder = GenerationRows.holder(sql, owner, id).orElse(null);
        if (holder == null || !holder.assistantMessageId().equals(message.id())) {
            return message;
        }
        return new Message(
                message.id(),
                message.parentId(),
                message.role(),
                message.status(),
                Checkpointed.fold(sql, owner, holder.id(), message.parts()).parts(),
                message.model(),
                message.createdAt(),
                message.usage(),
                message.error(),
                message.stopCause());
    }

    private static StoredConversation patched(StoredConversation before, PatchConversation patch, Instant at) {
        var old = before.summary();
        boolean isEdited = patch.title() != null
                || patch.model() != null
                || patch.systemPrompt() != null
                || patch.options() != null;
        var summary = new ConversationSummary(
                old.id(),
                patch.title() == null ? old.title() : patch.title(),
                Patched.text(old.model(), patch.model()),
                patch.pinned() == null ? old.pinned() : patch.pinned(),
                patch.archived() == null ? old.archived() : patch.archived(),
                isEdited ? at : old.updatedAt(),
                old.messageCount(),
                Boolean.TRUE.equals(patch.seen()) ? seen(old.attention()) : old.attention(),
                old.activeGenerationId(),
                old.followUps());
        return new StoredConversation(
                before.owner(),
                summary,
                Patched.text(before.systemPrompt(), patch.systemPrompt()),
                patch.options() == null ? before.options() : patch.options(),
                before.createdAt(),
                patch.activeLeafId() == null ? before.activeLeafId() : patch.activeLeafId());
    }

    private static Attention seen(Attention attention) {
        return switch (attention) {
            case FINISHED, STOPPED, FAILED, INTERRUPTED -> Attention.NONE;
            case NONE, QUEUED, STREAMING, WAITING -> attention;
        };
    }
}
