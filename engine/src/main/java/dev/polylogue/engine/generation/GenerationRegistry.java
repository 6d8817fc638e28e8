package dev.polylogue.engine.generation;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.FeedGeneration;
import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.log.LogIdentity;
import dev.polylogue.engine.store.GenerationEnd;
import dev.polylogue.engine.store.GenerationStore.WaitingGeneration;
import dev.polylogue.engine.store.StoreUnavailableException;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.command.ActiveGeneration;
import dev.polylogue.protocol.command.StopReport;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.StopCause;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All generations of this process that have not ended. That a conversation has only one is the store's claim, made
 * before a generation comes here. Bounded by the claims that the caller makes; each leaves at its end.
 */
public final class GenerationRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(GenerationRegistry.class);

    private final Map<GenerationId, Generation> active = new ConcurrentHashMap<>();
    private final Surroundings surroundings;
    private final Ending ending;
    private final UnwatchedWatch unwatched;

    public GenerationRegistry(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.ending = new Ending(
                surroundings,
                generation -> active.remove(generation.assignment().id()));
        this.unwatched =
                new UnwatchedWatch(active.values(), surroundings, generation -> stop(generation, StopCause.DEADLINE));
    }

    /** Begins to look for answers that nobody follows. To be called once. */
    public void startWatch() {
        unwatched.start();
    }

    /** Starts a generation that has been claimed; returns at once. */
    public void start(Assignment assignment) {
        GenerationLog log = surroundings.logs().open(identity(assignment));
        String openText = Opening.write(log, assignment);
        var first = new GenerationState.Queued(1);
        log.append(Generation.status(first));
        var generation = new Generation(assignment, log, first, ending);
        generation.beginLoop();
        // Before anyone can find and end it: the end takes it out again.
        surroundings.checkpointer().add(log, 0);
        active.put(assignment.id(), generation);
        startLoop(generation, openText);
    }

    /** Takes up a generation that awaited input when its process ended. Where its chunks are damaged, does nothing and throws. */
    public void restore(Assignment assignment, WaitingGeneration waiting) {
        // All of them before anyone sees the first.
        List<Chunk> chunks = waiting.chunks().stream().map(ChunkCodec::decode).toList();
        GenerationLog log = surroundings.logs().open(identity(assignment));
        chunks.forEach(log::append);
        surroundings.checkpointer().add(log, waiting.chunks().size());
        int step = waiting.generation().step();
        GenerationState state = waiting.pending().isEmpty()
                ? new GenerationState.UsingTools(step)
                : new GenerationState.AwaitingInput(step, waiting.pending());
        appendMissing(log, chunks.getLast(), Generation.status(state));
        appendAnswers(log, waiting.questions());
        var generation = new Generation(assignment, log, state, ending);
        for (Chunk chunk : chunks) {
            if (chunk instanceof Chunk.Usage usage) {
                generation.addUsage(usage.data());
            }
        }
        active.put(assignment.id(), generation);
        if (state instanceof GenerationState.UsingTools && generation.beginLoop()) {
            startLoop(generation, null);
        }
    }

    /** Of several questions, some may have ended after the last checkpoint. */
    private static void appendAnswers(GenerationLog log, List<Clarification> questions) {
        for (Clarification question : questions) {
            if (question.state() != ClarificationState.WAITING && isOpen(log, question)) {
                ToolChunks.answered(log, question);
            }
        }
    }

    private static boolean isOpen(GenerationLog log, Clarification question) {
        String id = question.id().toString();
        return log.parts().stream().anyMatch(part -> switch (part) {
            case Part.Question asked ->
                asked.data().id().equals(question.id()) && asked.data().state() == ClarificationState.WAITING;
            case Part.ToolCall call ->
                call.approval() != null
                        && call.approval().id().equals(id)
                        && call.approval().approved() == null;
            case Part.Text _, Part.Reasoning _, Part.SourceDocument _, Part.File _ -> false;
        });
    }

    /**
     * Behind the question came the end of the step and the status, which were not durable with it. They get the offsets
     * that they had: a reader of the last process goes on in this one.
     */
    private static void appendMissing(GenerationLog log, Chunk last, Chunk status) {
        if (last instanceof Chunk.Question asked && asked.data().kind() == null) {
            log.append(new Chunk.FinishStep());
        }
        if (!(last instanceof Chunk.Status)) {
            log.append(status);
        }
    }

    private static LogIdentity identity(Assignment assignment) {
        return new LogIdentity(
                assignment.owner(),
                assignment.id(),
                assignment.conversationId(),
                assignment.assistantMessageId(),
                assignment.userMessageId(),
                assignment.model());
    }

    private void startLoop(Generation generation, @Nullable String openText) {
        surroundings
                .time()
                .startThread(
                        "generation-" + generation.assignment().id(),
                        new GenerationLoop(generation, surroundings, openText));
    }

    /** A question of that generation has ended in the store; the generation goes on with its next step. */
    public void inputGiven(UserId owner, GenerationId id, Clarification ended) {
        find(owner, id).ifPresent(generation -> {
            if (generation.give(ended)) {
                startLoop(generation, null);
            }
        });
    }

    /** Of all of the owner's that wait for the same provider it is the next; false where it is not active here. */
    public boolean moveToFront(UserId owner, GenerationId id) {
        Optional<Generation> found = find(owner, id);
        found.ifPresent(Generation::moveToFront);
        return found.isPresent();
    }

    /** Stops it and returns when its end is stored; empty where no such generation of the owner is active here. */
    public Optional<StopReport> stop(UserId owner, GenerationId id, StopCause cause) {
        return find(owner, id).flatMap(generation -> stop(generation, cause));
    }

    /** Empty where it waits for a person and the cause is the end of the process: then it goes on in the next one. */
    private Optional<StopReport> stop(Generation generation, StopCause cause) {
        long began = surroundings.time().nanoTime();
        var closed = new AtomicReference<@Nullable Long>();
        return generation
                .stop(cause, () -> closed.set(surroundings.time().nanoTime()))
                .map(end -> report(generation, end, began, closed.get()));
    }

    private StopReport report(Generation generation, GenerationEnd end, long began, @Nullable Long closed) {
        long nanos = (closed == null ? surroundings.time().nanoTime() : closed) - began;
        return new StopReport(
                end.id(),
                generation.assignment().conversationId(),
                end.phase(),
                end.stopCause(),
                true,
                nanos / 1e6,
                end.characters());
    }

    /** The owner's generations that match, in no order. */
    public List<GenerationId> matching(UserId owner, Predicate<Assignment> condition) {
        return active.values().stream()
                .map(Generation::assignment)
                .filter(assignment -> assignment.owner().equals(owner) && condition.test(assignment))
                .map(Assignment::id)
                .toList();
    }

    /** The owner's generations in that conversation: one at most, but for a moment while the conversation is deleted. */
    public List<GenerationId> activeIn(UserId owner, ConversationId id) {
        return matching(owner, assignment -> assignment.conversationId().equals(id));
    }

    /** The owner's generations as they stand now. */
    public List<ActiveGeneration> active(UserId owner) {
        return active.values().stream()
                .filter(generation -> generation.assignment().owner().equals(owner))
                .map(GenerationRegistry::describe)
                .toList();
    }

    private static ActiveGeneration describe(Generation generation) {
        var assignment = generation.assignment();
        FeedGeneration glance = generation.log().glance();
        GenerationState state = generation.state();
        return new ActiveGeneration(
                assignment.id(),
                assignment.conversationId(),
                assignment.assistantMessageId(),
                state.phase(),
                state.step(),
                glance.queuePosition(),
                assignment.startedAt(),
                glance.offset(),
                assignment.model());
    }

    /** How many there are. */
    public int size() {
        return active.size();
    }

    /**
     * Stops all of them but those that await input, which outlive the process; returns when their ends are stored, or
     * when interrupted.
     */
    public void shutDown() throws InterruptedException {
        unwatched.close();
        List<Thread> stopping = active.values().stream()
                .filter(generation -> !(generation.state() instanceof GenerationState.AwaitingInput))
                .map(generation -> surroundings.time().startThread("shutdown", () -> shutDown(generation)))
                .toList();
        for (Thread thread : stopping) {
            thread.join();
        }
    }

    private void shutDown(Generation generation) {
        try {
            stop(generation, StopCause.SHUTDOWN);
        } catch (StoreUnavailableException unavailable) {
            LOG.warn(
                    "generation {} will be interrupted: {}",
                    generation.assignment().id(),
                    unavailable.getMessage());
        }
    }

    private Optional<Generation> find(UserId owner, GenerationId id) {
        return Optional.ofNullable(active.get(id))
                .filter(generation -> generation.assignment().owner().equals(owner));
    }
}
