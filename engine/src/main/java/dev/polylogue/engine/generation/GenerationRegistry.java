package dev.polylogue.engine.generation;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.log.FeedGeneration;
import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.log.LogIdentity;
import dev.polylogue.engine.store.GenerationEnd;
import dev.polylogue.engine.store.GenerationStore.WaitingGeneration;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.command.ActiveGeneration;
import dev.polylogue.protocol.command.StopReport;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.StopCause;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All generations of this process that have not ended. That a conversation has only one is the store's claim, made
 * before a generation comes here. Bounded by the claims that the caller makes; each leaves at its end.
 */
public final class GenerationRegistry {

    private final Map<GenerationId, Generation> active = new ConcurrentHashMap<>();
    private final Surroundings surroundings;
    private final Ending ending;

    public GenerationRegistry(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.ending = new Ending(
                surroundings,
                generation -> active.remove(generation.assignment().id()));
    }

    /** Starts a generation that has been claimed; returns at once. */
    public void start(Assignment assignment) {
        GenerationLog log = surroundings.logs().open(identity(assignment));
        String openText = Opening.write(log, assignment);
        var first = new GenerationState.Queued(1);
        log.append(Generation.status(first));
        var generation = new Generation(assignment, log, first, ending);
        // Before anyone can find and end it: the end takes it out again.
        surroundings.checkpointer().add(log, 0);
        active.put(assignment.id(), generation);
        startLoop(generation, openText);
    }

    /** Takes up a generation that awaited input when its process ended. */
    public void restore(Assignment assignment, WaitingGeneration waiting) {
        GenerationLog log = surroundings.logs().open(identity(assignment));
        for (byte[] chunk : waiting.chunks()) {
            log.append(ChunkCodec.decode(chunk));
        }
        surroundings.checkpointer().add(log, waiting.chunks().size());
        var state = new GenerationState.AwaitingInput(waiting.generation().step(), waiting.clarificationId());
        log.append(Generation.status(state));
        active.put(assignment.id(), new Generation(assignment, log, state, ending));
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
        Thread.ofVirtual()
                .name("generation-" + generation.assignment().id())
                .start(new GenerationLoop(generation, surroundings, openText));
    }

    /** A question of that generation has ended in the store; the generation goes on with its next step. */
    public void inputGiven(UserId owner, GenerationId id, Clarification ended) {
        find(owner, id).ifPresent(generation -> {
            if (generation.give(ended)) {
                startLoop(generation, null);
            }
        });
    }

    /** Stops it and returns when its end is stored; empty where no such generation of the owner is active here. */
    public Optional<StopReport> stop(UserId owner, GenerationId id, StopCause cause) {
        return find(owner, id).map(generation -> stop(generation, cause));
    }

    private StopReport stop(Generation generation, StopCause cause) {
        long began = surroundings.time().nanoTime();
        var closed = new AtomicReference<@Nullable Long>();
        GenerationEnd end =
                generation.stop(cause, () -> closed.set(surroundings.time().nanoTime()));
        Long at = closed.get();
        long nanos = (at == null ? surroundings.time().nanoTime() : at) - began;
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
        List<Thread> stopping = active.values().stream()
                .filter(generation -> !(generation.state() instanceof GenerationState.AwaitingInput))
                .map(generation ->
                        Thread.ofVirtual().name("shutdown").start(() -> stop(generation, StopCause.SHUTDOWN)))
                .toList();
        for (Thread thread : stopping) {
            thread.join();
        }
    }

    private Optional<Generation> find(UserId owner, GenerationId id) {
        return Optional.ofNullable(active.get(id))
                .filter(generation -> generation.assignment().owner().equals(owner));
    }
}
