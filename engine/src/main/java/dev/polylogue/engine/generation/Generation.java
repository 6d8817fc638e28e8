package dev.polylogue.engine.generation;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.polylogue.engine.admission.Ticket;
import dev.polylogue.engine.generation.StateHolder.Transition;
import dev.polylogue.engine.log.GenerationLog;
import dev.polylogue.engine.store.GenerationEnd;
import dev.polylogue.engine.store.StoreUnavailableException;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.StopCause;
import dev.polylogue.protocol.message.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to answer, while it lives.
 *
 * <p><b>Who moves it.</b> Its loop (one virtual thread while there is anything to do, none while it only waits for a person),
 * whoever stops it, and whoever answers its question. They meet in {@link #advance}: of all of them exactly one sees
 * each change of state and does what follows from it. The one who sees it end stores the end and says it, so there is
 * exactly one end.
 *
 * <p><b>How a stop reaches what is open.</b> The loop {@linkplain #hold holds} whatever it waits in (the queue, the pause
 * before a retry, the model's call) together with the way to end it. A stop first changes the state, then ends what is
 * held; the loop first holds, then looks at the state. Whatever the order, one of the two ends it.
 *
 * <p>The lock guards what is held, what was answered and whether there is a loop; inside it only the state is looked at,
 * which has a lock of its own.
 */
final class Generation {

    private final Assignment assignment;
    private final GenerationLog log;
    private final StateHolder state;
    private final Ending ending;
    private final PartIds partIds;
    private final CompletableFuture<GenerationEnd> ended = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock") private @Nullable Runnable held;

    @GuardedBy("lock") private final Map<ClarificationId, Clarification> given = new HashMap<>();

    @GuardedBy("lock") private boolean isLooping;

    /** Tools that wait for an answer themselves. */
    @GuardedBy("lock") private final Map<ClarificationId, CompletableFuture<Clarification>> waiting = new HashMap<>();

    private final CompletableFuture<@Nullable Void> waitsForNextProcess = new CompletableFuture<>();
    private volatile boolean isShuttingDown;

    /** Only the loop writes it, and there is one loop at a time. */
    private volatile @Nullable Usage usage;

    /** Its place in a line, while it waits there. Only the loop writes it. */
    private volatile @Nullable Ticket place;

    Generation(Assignment assignment, GenerationLog log, GenerationState first, Ending ending) {
        this.assignment = assignment;
        this.log = log;
        this.state = new StateHolder(first);
        this.ending = ending;
        this.partIds = new PartIds(log.parts());
        this.usage = assignment.usage();
    }

    GenerationId id() {
        return assignment.id();
    }

    Assignment assignment() {
        return assignment;
    }

    GenerationLog log() {
        return log;
    }

    GenerationState state() {
        return state.state();
    }

    PartIds partIds() {
        return partIds;
    }

    @Nullable Usage usage() {
        return usage;
    }

    void addUsage(Usage more) {
        Usage before = usage;
        usage = before == null ? more : before.plus(more);
    }

    /** Applies the signal and does what follows. Blocks while an end is stored. */
    Transition advance(Signal signal) {
        Transition transition = state.apply(signal);
        follow(transition);
        return transition;
    }

    private void follow(Transition transition) {
        if (transition.isChange()) {
            switch (transition.after()) {
                case GenerationState.Ended end -> ending.store(this, end);
                case GenerationState.Active active -> log.append(status(active));
            }
        }
    }

    /** It waits for its turn there; null: no longer. */
    void standsAt(@Nullable Ticket place) {
        this.place = place;
    }

    /** Of all of its person that wait where it waits, it is the next; nothing where it does not wait. */
    void moveToFront() {
        Ticket waits = place;
        if (waits != null) {
            waits.moveToFront();
        }
    }

    static Chunk status(GenerationState state) {
        return new Chunk.Status(new Chunk.StatusData(state.phase(), state.step(), null));
    }

    /** From now on a stop ends {@code what}; if one was asked for already, it is ended at once. */
    Held hold(Runnable what) {
        setHeld(what);
        if (state() instanceof GenerationState.Stopping || state() instanceof GenerationState.Ended) {
            what.run();
        }
        return () -> setHeld(null);
    }

    private void setHeld(@Nullable Runnable what) {
        lock.lock();
        try {
            held = what;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Runnable held() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A question of it has ended in the store. Returns whether the caller has to start a loop that goes on. The answer may
     * be quicker than the loop that asked and does not wait yet; then it is kept, and the loop finds it.
     */
    boolean give(Clarification answer) {
        lock.lock();
        try {
            given.put(answer.id(), answer);
        } finally {
            lock.unlock();
        }
        takeGiven();
        complete(answer);
        return state() instanceof GenerationState.UsingTools && beginLoop();
    }

    /** Has what was given count; of all who call it, exactly one sees each answer count. */
    void takeGiven() {
        for (Clarification answer : given()) {
            Transition transition = state.apply(new Signal.InputGiven(answer.id()));
            if (transition.isChange()) {
                ToolChunks.answered(log, answer);
                follow(transition);
            }
        }
    }

    /** The answer to a question that is about to be asked, for the tool that waits for it. */
    CompletableFuture<Clarification> answerTo(ClarificationId id) {
        var answer = new CompletableFuture<Clarification>();
        lock.lock();
        try {
            waiting.put(id, answer);
        } finally {
            lock.unlock();
        }
        return answer;
    }

    private void complete(Clarification answer) {
        CompletableFuture<Clarification> waits;
        lock.lock();
        try {
            waits = waiting.remove(answer.id());
        } finally {
            lock.unlock();
        }
        if (waits != null) {
            waits.complete(answer);
        }
    }

    private List<Clarification> given() {
        lock.lock();
        try {
            return List.copyOf(given.values());
        } finally {
            lock.unlock();
        }
    }

    /** False where a loop is at it already: that one goes on. */
    boolean beginLoop() {
        lock.lock();
        try {
            boolean isMine = !isLooping;
            isLooping = true;
            return isMine;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The loop has nothing to do while a person is waited for; false where it has, since all answers are there or it was
     * stopped. Whoever changes the state looks for a loop afterwards, this looks at the state first: so one of the two
     * goes on.
     */
    boolean rest() {
        lock.lock();
        try {
            if (!(state.state() instanceof GenerationState.AwaitingInput)) {
                return false;
            }
            isLooping = false;
        } finally {
            lock.unlock();
        }
        if (isShuttingDown) {
            waitsForNextProcess.complete(null);
        }
        return true;
    }

    /** How a question of it ended: as it was answered, or with the generation. */
    Clarification ended(Clarification question) {
        Clarification answer = given(question.id());
        return answer == null ? question.ended(ClarificationState.CANCELLED, null) : answer;
    }

    /** How that question was answered; null while it was not. */
    @Nullable Clarification given(ClarificationId id) {
        lock.lock();
        try {
            return given.get(id);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops it, whatever it is at, and returns when its end is stored; at once where it had ended before. Called by any
     * number of threads. Where the store does not take the end for some seconds, {@link StoreUnavailableException}: it is
     * stopped all the same, and its end is stored later. Empty where its process ends while it waits for a person: then it
     * goes on waiting in the next one.
     *
     * @param onClosed called once nothing of it is open any more, before the end is stored
     */
    Optional<GenerationEnd> stop(StopCause cause, Runnable onClosed) {
        if (cause == StopCause.SHUTDOWN) {
            isShuttingDown = true;
        }
        Transition transition = state.apply(new Signal.StopRequested(cause));
        if (transition.after() instanceof GenerationState.AwaitingInput) {
            return Optional.empty();
        }
        boolean wasAsking = transition.before() instanceof GenerationState.AwaitingInput;
        // Whoever waits for a person outlives the process: nothing may be said of its stop before that is durable.
        if (transition.after() instanceof GenerationState.Active && !wasAsking) {
            follow(transition);
        }
        Runnable open = held();
        if (open != null) {
            open.run();
        }
        if (open != null || !(transition.before() instanceof GenerationState.Running)) {
            onClosed.run();
        }
        endAside(transition);
        if (wasAsking && beginLoop()) {
            endAside(state.apply(new Signal.UpstreamClosed()));
        }
        return awaitEndOrWait();
    }

    private void endAside(Transition transition) {
        if (transition.isChange() && transition.after() instanceof GenerationState.Ended end) {
            ending.storeAside(this, end);
        }
    }

    /** Its end; empty where it turns out to wait for a person while its process ends. */
    private Optional<GenerationEnd> awaitEndOrWait() {
        try {
            CompletableFuture.anyOf(ended, waitsForNextProcess).join();
            return ended.isDone() ? Optional.of(ended.join()) : Optional.empty();
        } catch (CompletionException failed) {
            // Made anew for each who waits: the failure itself is that of all of them.
            throw new StoreUnavailableException("the answer has ended, but its end is not stored yet", failed);
        }
    }

    /** Told by {@link Ending}, after the end is stored and said. */
    void completeEnd(GenerationEnd end) {
        ended.complete(end);
    }

    /** Told by {@link Ending}, when the store keeps it waiting: who waits for the end is told, and the end comes later. */
    void endIsLate(StoreUnavailableException why) {
        ended.completeExceptionally(why);
    }

    /** What the loop waits in. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }
}
