package dev.polylogue.engine.conversation;

import dev.polylogue.engine.generation.Assignment;
import dev.polylogue.engine.generation.GenerationRegistry;
import dev.polylogue.engine.provider.PromptMessage;
import dev.polylogue.engine.provider.ProviderRegistry;
import dev.polylogue.engine.store.GenerationStore.Claim;
import dev.polylogue.engine.store.NewGeneration;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.store.StoreException;
import dev.polylogue.engine.store.StoredConversation;
import dev.polylogue.engine.store.StoredGeneration;
import dev.polylogue.protocol.command.Accepted;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.Message;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims the conversation for a new generation and starts it; what was to be stored is stored when it returns. */
final class Beginning {

    private static final Logger LOG = LoggerFactory.getLogger(Beginning.class);

    private final Store store;
    private final ProviderRegistry providers;
    private final GenerationRegistry registry;
    private final Changes changes;
    private final int maxActive;
    private volatile boolean isShuttingDown;

    Beginning(Store store, ProviderRegistry providers, GenerationRegistry registry, Changes changes, int maxActive) {
        this.store = store;
        this.providers = providers;
        this.registry = registry;
        this.changes = changes;
        this.maxActive = maxActive;
    }

    /**
     * What a model is to be told beside the rows that are claimed.
     *
     * @param prompt what was said up to the message that is answered, that one included
     * @param title for a conversation that has none yet
     * @param ifMissing the refusal where what is to be answered is not there, or not as it should be
     */
    record Plan(
            NewGeneration generation,
            List<PromptMessage> prompt,
            @Nullable String title,
            Supplier<CommandException> ifMissing) {

        Plan(NewGeneration generation, List<PromptMessage> prompt, @Nullable String title) {
            this(generation, prompt, title, () -> CommandException.notFound("conversation or message"));
        }
    }

    void shutDown() {
        isShuttingDown = true;
    }

    /** Refuses early what there is no room for. */
    void checkRoom() {
        if (isShuttingDown) {
            throw new CommandException(ErrorCode.SHUTTING_DOWN, "The server is going down. Try again in a moment.");
        }
        if (registry.size() >= maxActive) {
            throw new CommandException(
                    ErrorCode.RATE_LIMITED, "Too many answers are being written. Try again in a moment.");
        }
    }

    Accepted begin(Plan plan) {
        long asOf = changes.moment();
        return begin(plan, store.generations().claim(plan.generation()), asOf);
    }

    /** Begins a conversation; empty where the store would have that looked for first. */
    Optional<Accepted> beginNew(Plan plan) {
        long asOf = changes.moment();
        return store.generations().claimNew(plan.generation()).map(claim -> begin(plan, claim, asOf));
    }

    private Accepted begin(Plan plan, Claim claim, long asOf) {
        return switch (claim) {
            case Claim.Begun begun -> start(plan, begun, asOf);
            case Claim.Repeated repeated -> accepted(repeated.generation());
            case Claim.Busy busy -> throw CommandException.busy(busy.active());
            case Claim.Missing _ -> throw plan.ifMissing().get();
            case Claim.IdTaken _ ->
                throw new CommandException(ErrorCode.BAD_REQUEST, "A message of that id is there already.");
        };
    }

    private static Accepted accepted(StoredGeneration generation) {
        return new Accepted(generation.id(), generation.userMessageId(), generation.assistantMessageId());
    }

    private Accepted start(Plan plan, Claim.Begun begun, long asOf) {
        NewGeneration generation = plan.generation();
        StoredConversation conversation = begun.conversation();
        Optional<StoredConversation> titled = title(plan, conversation);
        StoredConversation shown = titled.orElse(conversation);
        // Not as it was read before the claim: another tab may have gone on with it in between.
        @Nullable Message before = begun.before();
        boolean isNewTitle = begun.isNewConversation() || titled.isPresent();
        if (begun.isNewConversation()) {
            changes.created(generation.owner(), asOf, shown.summary());
        } else {
            changes.changed(generation.owner(), generation.conversationId());
        }
        registry.start(new Assignment(
                generation.owner(),
                generation.id(),
                generation.conversationId(),
                generation.userMessageId(),
                generation.assistantMessageId(),
                generation.model(),
                conversation.systemPrompt(),
                ChosenOptions.of(conversation.options(), generation.model(), providers),
                plan.prompt(),
                before == null ? List.of() : before.parts(),
                before == null ? null : before.usage(),
                generation.page(),
                isNewTitle ? shown.summary().title() : null,
                generation.startedAt()));
        return new Accepted(generation.id(), generation.userMessageId(), generation.assistantMessageId());
    }

    private Optional<StoredConversation> title(Plan plan, StoredConversation conversation) {
        String title = conversation.summary().title();
        if (plan.title() == null || (title != null && !title.isEmpty())) {
            return Optional.empty();
        }
        try {
            return store.conversations()
                    .titleIfNone(conversation.owner(), conversation.summary().id(), plan.title());
        } catch (StoreException failure) {
            // The claim is made: without a title the answer must begin all the same.
            LOG.warn("a conversation got no title: {}", failure.getMessage());
            return Optional.empty();
        }
    }

    /** What was claimed before a restart, as it is taken up again; what the answer has so far is in its log. */
    Assignment restored(StoredGeneration generation) {
        var owner = generation.owner();
        var id = generation.conversationId();
        StoredConversation conversation = store.conversations().find(owner, id).orElseThrow();
        var files = new AttachedFiles(store.attachments(), providers);
        var tree = new MessageTree(store.conversations().messages(owner, id));
        return new Assignment(
                owner,
                generation.id(),
                id,
                generation.userMessageId(),
                generation.assistantMessageId(),
                generation.model(),
                conversation.systemPrompt(),
                ChosenOptions.of(conversation.options(), generation.model(), providers),
                tree.promptTo(generation.userMessageId(), files.words(owner, generation.model())),
                List.of(),
                tree.find(generation.assistantMessageId()).map(Message::usage).orElse(null),
                generation.page(),
                null,
                generation.startedAt());
    }
}
