package dev.polylogue.engine.conversation;

import dev.polylogue.engine.admission.Admission;
import dev.polylogue.engine.admission.Limits;
import dev.polylogue.engine.checkpoint.Checkpointer;
import dev.polylogue.engine.clarification.ExpiryWatch;
import dev.polylogue.engine.completion.Completions;
import dev.polylogue.engine.generation.GenerationListener;
import dev.polylogue.engine.generation.GenerationRegistry;
import dev.polylogue.engine.generation.Surroundings;
import dev.polylogue.engine.generation.ToolAccess;
import dev.polylogue.engine.identity.IdSource;
import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.LiveLogs;
import dev.polylogue.engine.provider.ProviderRegistry;
import dev.polylogue.engine.store.GenerationEnd;
import dev.polylogue.engine.store.GenerationStore.WaitingGeneration;
import dev.polylogue.engine.store.Store;
import dev.polylogue.engine.store.StoredGeneration;
import dev.polylogue.engine.time.Time;
import dev.polylogue.engine.tool.Toolbox;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.Part;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole engine, put together: commands go to {@link #conversations} and {@link #answers}, streams are followed in
 * {@link #logs}. Whoever makes it starts it once and closes it; the store, the providers, the tools and the time are the caller's
 * and are closed after it.
 */
public final class Engine implements AutoCloseable {

    /** How long {@link #close} waits for the ends of what runs. */
    public static final Duration SHUTDOWN = Duration.ofSeconds(8);

    /** How long a file that was given and not sent waits for its message. */
    private static final Duration UNSENT_KEPT = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final Store store;
    private final LiveLogs logs;
    private final Checkpointer checkpointer;
    private final ExpiryWatch expiry;
    private final GenerationRegistry registry;
    private final Beginning beginning;
    private final Conversations conversations;
    private final Answers answers;
    private final Changes changes;
    private final FollowUpSending followUpSending;
    private final FollowUpCommands followUps;
    private final Attachments attachments;
    private final ApiTokens tokens;
    private final Completions completions;
    private final Admission admission;
    private final Time time;

    public Engine(
            Store store,
            ProviderRegistry providers,
            Toolbox toolbox,
            Time time,
            IdSource ids,
            EngineSettings settings) {
        this.store = store;
        this.time = time;
        this.logs = new LiveLogs(time, epoch(ids.next()));
        this.checkpointer = new Checkpointer(store.generations(), time);
        this.changes = new Changes(store.conversations(), logs);
        this.admission = new Admission(time);
        providers.onReplaced(provider -> admission.limit(provider.name(), Limits.of(provider)));
        this.completions = new Completions(
                providers, admission, time, settings.generation().maxCharacters());
        this.tokens = new ApiTokens(store.tokens(), time, ids);
        this.registry = new GenerationRegistry(surroundings(providers, toolbox, ids, settings));
        var models = new ModelChoice(providers, store.settings());
        var stopping = new Stopping(registry, store, time);
        var questions = new Questions(store, registry, toolbox, changes, time, settings.maxText());
        this.expiry = new ExpiryWatch(store.clarifications(), time, questions::expire);
        this.beginning = new Beginning(store, providers, registry, changes, settings.maxActive());
        this.conversations =
                new Conversations(store, providers, models, stopping, changes, admission, time, ids, settings);
        var files = new AttachedFiles(store.attachments(), providers);
        this.attachments = new Attachments(store.attachments(), time, ids);
        var asks = new Asks(store, models, beginning, files, time, ids, settings.maxText());
        this.answers = new Answers(asks, questions, stopping, registry, store);
        this.followUpSending = new FollowUpSending(store, asks, changes, time);
        this.followUps = new FollowUpCommands(store, followUpSending, changes, time, ids, settings.maxText());
    }

    private Surroundings surroundings(
            ProviderRegistry providers, Toolbox toolbox, IdSource ids, EngineSettings settings) {
        return new Surroundings(
                store.generations(),
                providers,
                admission,
                checkpointer,
                logs,
                time,
                ids,
                new ToolAccess(toolbox, store.toolPolicies()),
                new Consequences(),
                settings.generation());
    }

    /** What follows outside of a generation from what happens in it; asked only once the engine is whole. */
    private final class Consequences implements GenerationListener {

        @Override
        public void changed(UserId owner, ConversationId id) {
            changes.changed(owner, id);
        }

        @Override
        public void ended(UserId owner, ConversationId id) {
            boolean isNothingWaiting = changes.changed(owner, id)
                    .filter(summary -> summary.followUps() == null)
                    .isPresent();
            if (!isNothingWaiting) {
                followUpSending.sendNext(owner, id);
            }
        }
    }

    private static String epoch(UUID id) {
        return id.toString().replace("-", "");
    }

    /** Takes up what the last process left, and starts the timers. To be called once, before any command. */
    public void start() {
        List<WaitingGeneration> waiting = store.generations().recover(time.now());
        store.attachments().tidy(time.now().minus(UNSENT_KEPT));
        store.settings().pausing().forEach(person -> admission.holdBack(person, true));
        for (WaitingGeneration generation : waiting) {
            restore(generation);
        }
        checkpointer.start();
        expiry.start();
        registry.startWatch();
        followUpSending.start();
    }

    /** One that cannot be taken up is interrupted: all others must not pay for it. */
    private void restore(WaitingGeneration waiting) {
        var generation = waiting.generation();
        try {
            takeUp(waiting);
        } catch (RuntimeException damaged) {
            LOG.error("generation {} cannot be taken up and is interrupted", generation.id(), damaged);
            interrupt(generation);
        }
    }

    private void interrupt(StoredGeneration generation) {
        try {
            List<Part> parts = store.conversations()
                    .message(generation.owner(), generation.conversationId(), generation.assistantMessageId())
                    .map(Message::parts)
                    .orElse(List.of());
            store.generations().end(GenerationEnd.interrupted(generation, parts, time.now()));
        } catch (RuntimeException failure) {
            LOG.error("generation {} could not be interrupted; its conversation stays busy", generation.id(), failure);
        }
    }

    private void takeUp(WaitingGeneration waiting) {
        registry.restore(beginning.restored(waiting.generation()), waiting);
    }

    /** Conversations, settings and models. */
    public Conversations conversations() {
        return conversations;
    }

    /** The commands that begin, end and answer generations. */
    public Answers answers() {
        return answers;
    }

    /** The texts that wait to be sent. */
    public FollowUpCommands followUps() {
        return followUps;
    }

    /** The files that people give. */
    public Attachments attachments() {
        return attachments;
    }

    /** The tokens of programs. */
    public ApiTokens tokens() {
        return tokens;
    }

    /** Calls of models outside of conversations. */
    public Completions completions() {
        return completions;
    }

    /** The live streams. */
    public LiveLogs logs() {
        return logs;
    }

    /**
     * Refuses new work, stops what runs with cause SHUTDOWN, and returns when the ends are stored, {@link #SHUTDOWN}
     * later at the latest. What awaits a person is left as it is. Whatever could not end is interrupted at the next
     * start, with the text of the last checkpoint.
     */
    @Override
    public void close() {
        beginning.shutDown();
        followUpSending.close();
        expiry.close();
        var isStopped = new AtomicBoolean();
        var over = new CountDownLatch(1);
        time.startThread("engine-shutdown", () -> {
            isStopped.set(stopAll());
            over.countDown();
        });
        try (Time.Timer _ = time.schedule(SHUTDOWN, over::countDown)) {
            over.await();
            if (!isStopped.get()) {
                LOG.warn("{} answers had no time to end and will be interrupted", registry.size());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        checkpointer.close();
    }

    private boolean stopAll() {
        try {
            completions.close();
            registry.shutDown();
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
