package dev.polylogue.testkit.memory;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.StoredConversation;
import dev.polylogue.protocol.command.UserSettings;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.conversation.ConversationSummary;
import dev.polylogue.protocol.id.AttachmentId;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.RequestId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationKind;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.UsageOfDay;
import dev.polylogue.protocol.tool.ToolPolicy;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything of one owner, in the order in which it came. Guarded by the lock of its {@link Tables}. */
final class Owned {

    final UserId owner;
    final Map<ConversationId, StoredConversation> conversations = new LinkedHashMap<>();
    final Map<MessageId, Placed> messages = new LinkedHashMap<>();
    final Map<GenerationId, GenerationRow> generations = new LinkedHashMap<>();
    final Map<ClarificationId, Asked> clarifications = new LinkedHashMap<>();
    /** When it was deleted, of each that was lately. */
    final Map<ConversationId, Instant> deleted = new LinkedHashMap<>();

    /** When its conversation was deleted, of each request. */
    final Map<RequestId, Instant> deletedRequests = new LinkedHashMap<>();

    final Map<ConversationId, FollowUpRows> followUps = new LinkedHashMap<>();
    final Map<String, ToolPolicy> toolPolicies = new LinkedHashMap<>();
    final Map<ConversationId, Map<String, ToolPolicy>> toolPoliciesIn = new LinkedHashMap<>();
    final Map<AttachmentId, MemoryAttachments.Kept> files = new LinkedHashMap<>();
    final Map<MemoryUsage.Key, UsageOfDay> usage = new TreeMap<>();
    UserSettings settings = new UserSettings(null, null, null);

    Owned(UserId owner) {
        this.owner = owner;
    }

    /** A message and the conversation that it is in. */
    record Placed(ConversationId conversation, Message message) {}

    /** A question and the generation that asks. */
    record Asked(GenerationId generation, Clarification clarification) {}

    Optional<StoredConversation> conversation(ConversationId id) {
        return Optional.ofNullable(conversations.get(id)).map(this::withHolder);
    }

    private StoredConversation withHolder(StoredConversation conversation) {
        var summary = conversation.summary();
        @Nullable GenerationId holder = holder(summary.id()).map(row -> row.stored().id()).orElse(null);
        return new StoredConversation(
                owner,
                new ConversationSummary(
                        summary.id(),
                        summary.title(),
                        summary.model(),
                        summary.pinned(),
                        summary.archived(),
                        summary.updatedAt(),
                        messages(summary.id()).size(),
                        summary.attention(),
                        holder,
                        waiting(summary.id()).summary(summary.attention())),
                conversation.systemPrompt(),
                conversation.options(),
                conversation.createdAt(),
                conversation.activeLeafId());
    }

    /** What waits in that conversation. */
    FollowUpRows waiting(ConversationId id) {
        return followUps.computeIfAbsent(id, _ -> new FollowUpRows());
    }

    /** The generation that holds the conversation. */
    Optional<GenerationRow> holder(ConversationId id) {
        return generations.values().stream()
                .filter(row -> row.isActive() && row.stored().conversationId().equals(id))
                .findFirst();
    }

    Optional<GenerationRow> active(GenerationId id) {
        return Optional.ofNullable(generations.get(id)).filter(GenerationRow::isActive);
    }

    List<Message> messages(ConversationId id) {
        return messages.values().stream()
                .filter(placed -> placed.conversation().equals(id))
                .map(Placed::message)
                .toList();
    }

    Optional<Message> message(ConversationId id, MessageId messageId) {
        return Optional.ofNullable(messages.get(messageId))
                .filter(placed -> placed.conversation().equals(id))
                .map(Placed::message);
    }

    void put(ConversationId conversation, Message message) {
        messages.put(message.id(), new Placed(conversation, message));
    }

    void attention(ConversationId id, Attention attention) {
        conversations.computeIfPresent(id, (_, conversation) -> {
            var old = conversation.summary();
            var summary = new ConversationSummary(
                    id,
                    old.title(),
                    old.model(),
                    old.pinned(),
                    old.archived(),
                    old.updatedAt(),
                    old.messageCount(),
                    attention,
                    null,
                    null);
            return new StoredConversation(
                    owner,
                    summary,
                    conversation.systemPrompt(),
                    conversation.options(),
                    conversation.createdAt(),
                    conversation.activeLeafId());
        });
    }

    /** Sets where the shown path ends. */
    void path(ConversationId id, @Nullable MessageId leaf, Instant at) {
        conversations.computeIfPresent(id, (_, conversation) -> {
            var old = conversation.summary();
            var summary = new ConversationSummary(
                    id,
                    old.title(),
                    old.model(),
                    old.pinned(),
                    old.archived(),
                    at,
                    old.messageCount(),
                    old.attention(),
                    null,
                    null);
            return new StoredConversation(
                    owner,
                    summary,
                    conversation.systemPrompt(),
                    conversation.options(),
                    conversation.createdAt(),
                    leaf);
        });
    }

    /** All that the generation asked, oldest first. */
    List<Clarification> questions(GenerationId generation) {
        return clarifications.values().stream()
                .filter(asked -> asked.generation().equals(generation))
                .map(Asked::clarification)
                .toList();
    }

    void cancelQuestions(GenerationId generation) {
        clarifications.replaceAll((_, asked) ->
                asked.generation().equals(generation) && asked.clarification().state() == ClarificationState.WAITING
                        ? new Asked(generation, asked.clarification().ended(ClarificationState.CANCELLED, null))
                        : asked);
    }

    /** A tool that asked runs no more once its process has ended. */
    void cancelElicitations(GenerationId generation) {
        clarifications.replaceAll((_, asked) -> asked.generation().equals(generation)
                        && asked.clarification().kind() == ClarificationKind.ELICITATION
                        && asked.clarification().state() == ClarificationState.WAITING
                ? new Asked(generation, asked.clarification().ended(ClarificationState.CANCELLED, null))
                : asked);
    }

    /** That message and all below it. */
    Set<MessageId> below(ConversationId id, MessageId top) {
        Set<MessageId> below = new HashSet<>();
        below.add(top);
        // Parents come before their children, so one look is enough.
        for (Message message : messages(id)) {
            if (message.parentId() != null && below.contains(message.parentId())) {
                below.add(message.id());
            }
        }
        return below;
    }

    /** Removes the conversation and all that hangs on it. */
    boolean delete(ConversationId id, Instant at) {
        if (conversations.remove(id) == null) {
            return false;
        }
        deleted.put(id, at);
        messages.values().removeIf(placed -> placed.conversation().equals(id));
        generations.values().stream()
                .filter(row -> row.stored().conversationId().equals(id))
                .forEach(row -> deletedRequests.put(row.request(), at));
        generations.values().removeIf(row -> row.stored().conversationId().equals(id));
        followUps.remove(id);
        toolPoliciesIn.remove(id);
        dropOrphanedQuestions();
        dropUnusedFiles();
        return true;
    }

    /** Those that were sent, and that no message has any more. */
    void dropUnusedFiles() {
        files.values()
                .removeIf(file -> file.isSent
                        && messages.values().stream()
                                .flatMap(placed -> placed.message().parts().stream())
                                .noneMatch(file.stored.part()::equals));
    }

    void dropOrphanedQuestions() {
        clarifications.values().removeIf(asked -> !generations.containsKey(asked.generation()));
    }
}
