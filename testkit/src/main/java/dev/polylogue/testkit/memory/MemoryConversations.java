package dev.polylogue.testkit.memory;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.ConversationStore;
import dev.polylogue.engine.store.NewConversation;
import dev.polylogue.engine.store.StoredConversation;
import dev.polylogue.protocol.command.ConversationOptions;
import dev.polylogue.protocol.command.PatchConversation;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.conversation.ConversationPage;
import dev.polylogue.protocol.conversation.ConversationSummary;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.MessageStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Conversations and messages in memory. */
final class MemoryConversations implements ConversationStore {

    private static final Comparator<ConversationSummary> ORDER = Comparator.comparing(ConversationSummary::pinned)
            .reversed()
            .thenComparing(Comparator.comparing(ConversationSummary::updatedAt).reversed())
            .thenComparing(summary -> summary.id().toString());

    private final Tables tables;

    MemoryConversations(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Created create(UserId owner, NewConversation conversation) {
        return tables.of(owner, owned -> {
            boolean isNew = !owned.conversations.containsKey(conversation.id());
            if (isNew) {
                insert(owned, conversation);
            }
            return new Created(owned.conversation(conversation.id()).orElseThrow(), isNew);
        });
    }

    static void insert(Owned owned, NewConversation conversation) {
        var at = conversation.createdAt();
        var summary = new ConversationSummary(
                conversation.id(),
                conversation.title(),
                conversation.model(),
                false,
                false,
                at,
                0,
                Attention.NONE,
                null,
                null);
        owned.deleted.remove(conversation.id());
        owned.conversations.put(
                conversation.id(),
                new StoredConversation(
                        owned.owner, summary, conversation.systemPrompt(), ConversationOptions.NONE, at, null));
    }

    @Override
    public Optional<StoredConversation> find(UserId owner, ConversationId id) {
        return tables.of(owner, owned -> owned.conversation(id));
    }

    @Override
    public ConversationPage list(UserId owner, boolean archived, int limit, @Nullable String after) {
        return tables.of(owner, owned -> {
            List<ConversationSummary> all = owned.conversations.keySet().stream()
                    .map(id -> owned.conversation(id).orElseThrow().summary())
                    .filter(summary -> summary.archived() == archived)
                    .sorted(ORDER)
                    .toList();
            int from = 0;
            for (int place = 0; place < all.size(); place++) {
                if (all.get(place).id().toString().equals(after)) {
                    from = place + 1;
                }
            }
            int to = Math.min(all.size(), from + limit);
            List<ConversationSummary> piece = all.subList(from, to);
            return new ConversationPage(
                    piece, to < all.size() ? piece.getLast().id().toString() : null);
        });
    }

    @Override
    public Optional<StoredConversation> update(UserId owner, ConversationId id, PatchConversation patch, Instant at) {
        return tables.of(owner, owned -> {
            var before = owned.conversation(id).orElse(null);
            var leaf = patch.activeLeafId();
            if (before == null || (leaf != null && owned.message(id, leaf).isEmpty())) {
                return Optional.empty();
            }
            owned.conversations.put(id, patched(before, patch, at));
            return owned.conversation(id);
        });
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
                text(old.model(), patch.model()),
                patch.pinned() == null ? old.pinned() : patch.pinned(),
                patch.archived() == null ? old.archived() : patch.archived(),
                isEdited ? at : old.updatedAt(),
                old.messageCount(),
                Boolean.TRUE.equals(patch.seen()) ? seen(old.attention()) : old.attention(),
                null,
                null);
        return new StoredConversation(
                before.owner(),
                summary,
                text(before.systemPrompt(), patch.systemPrompt()),
                patch.options() == null ? before.options() : patch.options(),
                before.createdAt(),
                patch.activeLeafId() == null ? before.activeLeafId() : patch.activeLeafId());
    }

    /** Null leaves a text as it is, an empty one takes it away. */
    static @Nullable String text(@Nullable String before, @Nullable String patch) {
        if (patch == null) {
            return before;
        }
        return patch.isEmpty() ? null : patch;
    }

    private static Attention seen(Attention attention) {
        return switch (attention) {
            case FINISHED, STOPPED, FAILED, INTERRUPTED -> Attention.NONE;
            case NONE, QUEUED, STREAMING, WAITING -> attention;
        };
    }

    @Override
    public Optional<StoredConversation> titleIfNone(UserId owner, ConversationId id, String title) {
        return tables.of(owner, owned -> {
            var before = owned.conversation(id).orElse(null);
            if (before == null || before.summary().title() != null) {
                return Optional.empty();
            }
            var patch = new PatchConversation(title, null, null, null, null, null, null, null);
            owned.conversations.put(id, patched(before, patch, before.summary().updatedAt()));
            return owned.conversation(id);
        });
    }

    @Override
    public boolean delete(UserId owner, ConversationId id, Instant at) {
        return tables.of(owner, owned -> owned.delete(id, at));
    }

    @Override
    public List<Message> messages(UserId owner, ConversationId id) {
        return tables.of(owner, owned -> owned.messages(id).stream()
                .map(message -> withCheckpoint(owned, id, message))
                .toList());
    }

    @Override
    public Optional<Message> message(UserId owner, ConversationId id, MessageId messageId) {
        return tables.of(
                owner, owned -> owned.message(id, messageId).map(message -> withCheckpoint(owned, id, message)));
    }

    private static Message withCheckpoint(Owned owned, ConversationId id, Message message) {
        if (message.status() != MessageStatus.STREAMING) {
            return message;
        }
        return owned.holder(id)
                .filter(row -> row.stored().assistantMessageId().equals(message.id()))
                .map(row -> Messages.with(
                        message, message.status(), row.fold(message.parts()).parts()))
                .orElse(message);
    }

    @Override
    public MessageDeletion deleteMessage(UserId owner, ConversationId id, MessageId messageId, Instant at) {
        return tables.of(owner, owned -> {
            var conversation = owned.conversation(id).orElse(null);
            var message = owned.message(id, messageId).orElse(null);
            if (conversation == null || message == null) {
                return new MessageDeletion.Missing();
            }
            Set<MessageId> below = owned.below(id, messageId);
            var holder = owned.holder(id).orElse(null);
            if (holder != null && below.contains(holder.stored().assistantMessageId())) {
                return new MessageDeletion.Busy(holder.stored().id());
            }
            owned.clarifications.values().removeIf(asked -> isOf(owned, asked, below));
            owned.messages.keySet().removeAll(below);
            owned.dropUnusedFiles();
            @Nullable MessageId leaf = conversation.activeLeafId();
            if (leaf != null && below.contains(leaf)) {
                leaf = newestLeaf(owned.messages(id), message.parentId());
            }
            owned.path(id, leaf, at);
            return new MessageDeletion.Removed();
        });
    }

    private static boolean isOf(Owned owned, Owned.Asked asked, Set<MessageId> messages) {
        var row = owned.generations.get(asked.generation());
        return row != null && messages.contains(row.stored().assistantMessageId());
    }

    /** Where the path goes from {@code parent} on, always by the newest version. */
    private static @Nullable MessageId newestLeaf(List<Message> messages, @Nullable MessageId parent) {
        @Nullable MessageId leaf = parent;
        // Children come after their parents, so the last child of each is found on the way down.
        for (int place = 0; place < messages.size(); place++) {
            @Nullable MessageId at = leaf;
            Optional<Message> newest = messages.stream()
                    .filter(message -> Objects.equals(message.parentId(), at))
                    .reduce((_, later) -> later);
            if (newest.isEmpty()) {
                return leaf;
            }
            leaf = newest.get().id();
        }
        return leaf;
    }
}
