package dev.polylogue.engine.conversation;

import dev.polylogue.engine.admission.Admission;
import dev.polylogue.engine.identity.IdSource;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.provider.ProviderRegistry;
import dev.polylogue.engine.store.ConversationStore;
import dev.polylogue.engine.store.ConversationStore.MessageDeletion;
import dev.polylogue.engine.store.NewConversation;
import dev.polylogue.engine.store.SearchWords;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.store.StoredConversation;
import dev.polylogue.engine.time.Time;
import dev.polylogue.protocol.command.CreateConversation;
import dev.polylogue.protocol.command.ModelInfo;
import dev.polylogue.protocol.command.PatchConversation;
import dev.polylogue.protocol.command.UserSettings;
import dev.polylogue.protocol.conversation.ConversationDetails;
import dev.polylogue.protocol.conversation.ConversationPage;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.StopCause;
import dev.polylogue.protocol.message.Usage;
import dev.polylogue.protocol.message.UsageOfDay;
import dev.polylogue.protocol.search.SearchPage;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A person's conversations, settings and models. Any thread may use it; calls block for the store. Refusals are {@link
 * CommandException}; what belongs to somebody else is not found.
 */
public final class Conversations {

    private static final int MAX_TITLE = 200;
    private static final int MAX_SYSTEM_PROMPT = 100_000;
    private static final int MAX_LIMIT = 200;
    private static final int MAX_SEARCH = 1_000;

    private final Store store;
    private final ProviderRegistry providers;
    private final ModelChoice models;
    private final Stopping stopping;
    private final Changes changes;
    private final Admission admission;
    private final Time time;
    private final IdSource ids;
    private final EngineSettings settings;

    /** What is stored of a person's pause and what is done of it change together. */
    private final ReentrantLock pausing = new ReentrantLock();

    Conversations(
            Store store,
            ProviderRegistry providers,
            ModelChoice models,
            Stopping stopping,
            Changes changes,
            Admission admission,
            Time time,
            IdSource ids,
            EngineSettings settings) {
        this.store = store;
        this.providers = providers;
        this.models = models;
        this.stopping = stopping;
        this.changes = changes;
        this.admission = admission;
        this.time = time;
        this.ids = ids;
        this.settings = settings;
    }

    /** A conversation, and whether it was made just now. */
    public record Created(ConversationDetails conversation, boolean isNew) {}

    /** Makes a conversation; one that the owner already has by that id is returned unchanged. */
    public Created create(UserId owner, CreateConversation command) {
        if (command.model() != null && !command.model().isEmpty()) {
            models.known(command.model());
        }
        check(command.title(), command.systemPrompt());
        var id = command.id() == null ? new ConversationId(ids.next()) : command.id();
        long asOf = changes.moment();
        ConversationStore.Created created = store.conversations()
                .create(
                        owner,
                        new NewConversation(id, command.title(), command.model(), command.systemPrompt(), time.now()));
        if (created.isNew()) {
            changes.created(owner, asOf, created.conversation().summary());
        }
        return new Created(details(owner, created.conversation()), created.isNew());
    }

    /** A piece of the list, newest first. A limit outside of 1 to 200 is moved to the nearer end. */
    public ConversationPage list(UserId owner, boolean archived, int limit, @Nullable String after) {
        return store.conversations().list(owner, archived, Math.clamp(limit, 1, MAX_LIMIT), after);
    }

    /**
     * What has all the words of {@code typed} in it; nothing where there is no word in that. A limit outside of 1 to 200 is
     * moved to the nearer end.
     */
    public SearchPage search(UserId owner, String typed, int limit, @Nullable String after) {
        if (typed.length() > MAX_SEARCH) {
            throw new CommandException(ErrorCode.TOO_LARGE, "A search may have " + MAX_SEARCH + " characters.");
        }
        return store.search().search(owner, SearchWords.of(typed), Math.clamp(limit, 1, MAX_LIMIT), after);
    }

    /** The conversation with all its messages. */
    public ConversationDetails details(UserId owner, ConversationId id) {
        return details(
                owner,
                store.conversations().find(owner, id).orElseThrow(() -> CommandException.notFound("conversation")));
    }

    private ConversationDetails details(UserId owner, StoredConversation conversation) {
        List<Message> messages =
                store.conversations().messages(owner, conversation.summary().id());
        return new ConversationDetails(
                conversation.summary(),
                conversation.systemPrompt(),
                conversation.options(),
                messages,
                messages.stream()
                        .map(Message::usage)
                        .filter(Objects::nonNull)
                        .reduce(Usage::plus)
                        .orElse(null),
                conversation.activeLeafId());
    }

    /** Changes what the patch names. */
    public ConversationDetails patch(UserId owner, ConversationId id, PatchConversation patch) {
        if (patch.model() != null && !patch.model().isEmpty()) {
            models.known(patch.model());
        }
        check(patch.title(), patch.systemPrompt());
        if (patch.options() != null) {
            ChosenOptions.check(patch.options());
        }
        StoredConversation conversation = store.conversations()
                .update(owner, id, patch, time.now())
                .orElseThrow(() -> CommandException.notFound("conversation, or no such message in it"));
        changes.changed(owner, id);
        return details(owner, conversation);
    }

    private static void check(@Nullable String title, @Nullable String systemPrompt) {
        if (title != null && title.length() > MAX_TITLE) {
            throw new CommandException(ErrorCode.TOO_LARGE, "A title may have " + MAX_TITLE + " characters.");
        }
        if (systemPrompt != null && systemPrompt.length() > MAX_SYSTEM_PROMPT) {
            throw new CommandException(
                    ErrorCode.TOO_LARGE, "A system prompt may have " + MAX_SYSTEM_PROMPT + " characters.");
        }
    }

    /**
     * Ends the conversation's generation, waits until its upstream is closed, and removes everything. A generation that
     * slipped in meanwhile finds its rows gone, writes nothing, and is stopped as well.
     */
    public void delete(UserId owner, ConversationId id) {
        stopping.stopIn(owner, id);
        if (!store.conversations().delete(owner, id, time.now())) {
            throw CommandException.notFound("conversation");
        }
        for (GenerationId left : stopping.activeIn(owner, id)) {
            if (store.generations().find(owner, left).isEmpty()) {
                stopping.stop(owner, left, StopCause.CONVERSATION_DELETED);
            }
        }
        changes.deleted(owner, id);
        store.attachments().removeUnused();
    }

    /** Removes a message and all below it; refused while one of them is being written. */
    public void deleteMessage(UserId owner, ConversationId id, MessageId messageId) {
        MessageDeletion deletion = store.conversations().deleteMessage(owner, id, messageId, time.now());
        switch (deletion) {
            case MessageDeletion.Removed _ -> {
                changes.changed(owner, id);
                store.attachments().removeUnused();
            }
            case MessageDeletion.Busy busy -> throw CommandException.busy(busy.active());
            case MessageDeletion.Missing _ -> throw CommandException.notFound("message");
        }
    }

    /** The person's settings, with the defaults filled in. */
    public UserSettings settings(UserId owner) {
        return filled(store.settings().settings(owner));
    }

    /** Changes the settings that the patch names; returns the whole. */
    public UserSettings patchSettings(UserId owner, UserSettings patch) {
        if (patch.defaultModel() != null && !patch.defaultModel().isEmpty()) {
            models.known(patch.defaultModel());
        }
        if (patch.pauseNew() == null) {
            return filled(store.settings().update(owner, patch));
        }
        pausing.lock();
        try {
            UserSettings whole = filled(store.settings().update(owner, patch));
            admission.holdBack(owner, patch.pauseNew());
            return whole;
        } finally {
            pausing.unlock();
        }
    }

    private UserSettings filled(UserSettings set) {
        return new UserSettings(
                set.onLeave() == null ? settings.onLeave() : set.onLeave(),
                set.defaultModel(),
                Boolean.TRUE.equals(set.pauseNew()));
    }

    /** What the person's answers took, by day and model: of so many days, today included. */
    public List<UsageOfDay> usage(UserId owner, int days) {
        LocalDate today = LocalDate.ofInstant(time.now(), ZoneOffset.UTC);
        return store.usage().since(owner, today.minusDays(days - 1L));
    }

    /** All models of all providers, also those that are not available now. */
    public List<ModelInfo> models() {
        return providers.models();
    }
}
