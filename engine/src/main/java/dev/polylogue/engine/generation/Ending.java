package dev.polylogue.engine.generation;

import dev.polylogue.engine.store.GenerationEnd;
import dev.polylogue.engine.store.StoreException;
import dev.polylogue.engine.store.StoreUnavailableException;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.conversation.Attention;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.MessageError;
import dev.polylogue.protocol.message.MessageStatus;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.StopCause;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a generation to its end: first the store, then the last chunks, then everyone who waits. Called once for each,
 * by whoever saw it end.
 */
final class Ending {

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** How long a stop waits for a store that does not take the end. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private static final Duration LATE_PAUSE = Duration.ofSeconds(5);

    private final Surroundings surroundings;
    private final Consumer<Generation> onEnded;

    /**
     * Makes the one that ends all generations.
     *
     * @param onEnded forgets the generation; called once its end is stored, before anyone is told
     */
    Ending(Surroundings surroundings, Consumer<Generation> onEnded) {
        this.surroundings = surroundings;
        this.onEnded = onEnded;
    }

    /** As {@link #store}, on a thread of its own: whoever stops an answer waits for a store that is away, but not forever. */
    void storeAside(Generation generation, GenerationState.Ended state) {
        surroundings.time().startThread("end-" + generation.assignment().id(), () -> store(generation, state));
    }

    void store(Generation generation, GenerationState.Ended state) {
        GenerationEnd end = describe(generation, state);
        try {
            boolean isSafe = storePatiently(generation, end);
            if (!isSafe) {
                generation.endIsLate(new StoreUnavailableException("the end of the answer could not be stored"));
            }
            surroundings.checkpointer().remove(generation.log());
            onEnded.accept(generation);
            sayQuestionsEnded(generation);
            if (isSafe) {
                say(generation, state);
            } else {
                sayNotStored(generation);
                surroundings.time().startThread("late-end", () -> storeLater(generation, end));
            }
            surroundings.logs().release(generation.log());
            surroundings.tools().toolbox().ended(generation.id());
            tellListener(generation);
        } finally {
            // Whoever stops it waits for this, whatever else went wrong.
            generation.completeEnd(end);
        }
        LOG.debug("generation {} ended {}", end.id(), end.phase());
    }

    /** Nobody will answer any more, and no tool gives anything. */
    private static void sayQuestionsEnded(Generation generation) {
        for (Part part : generation.log().parts()) {
            Part ended = withoutWaiting(generation, part);
            if (!ended.equals(part)) {
                sayEnded(generation, ended);
            }
        }
    }

    private static void sayEnded(Generation generation, Part ended) {
        if (ended instanceof Part.Question question) {
            generation.log().append(new Chunk.Question(question.data()));
        } else if (ended instanceof Part.ToolCall call) {
            ToolChunks.cutOff(call).forEach(generation.log()::append);
        }
    }

    /** What the log will say once its questions have ended. */
    private static List<Part> finalParts(Generation generation) {
        return generation.log().parts().stream()
                .map(part -> withoutWaiting(generation, part))
                .toList();
    }

    /** The same part, or the end of a question that waits and of a tool call that is under way. */
    private static Part withoutWaiting(Generation generation, Part part) {
        if (part instanceof Part.ToolCall call) {
            return call.cutOff();
        }
        return part instanceof Part.Question question && question.data().state() == ClarificationState.WAITING
                ? new Part.Question(question.id(), generation.ended(question.data()))
                : part;
    }

    private static void sayNotStored(Generation generation) {
        generation
                .log()
                .append(new Chunk.Failure(
                        "The answer could not be stored. Copy what you need of it.",
                        ErrorCode.STORE_UNAVAILABLE.code()));
    }

    /** Until its end is stored the conversation is busy, so it is tried for as long as that may help. */
    private void storeLater(Generation generation, GenerationEnd end) {
        boolean isOpen = true;
        while (isOpen && pause(LATE_PAUSE)) {
            try {
                surroundings.store().end(end);
                tellListener(generation);
                isOpen = false;
            } catch (StoreUnavailableException unavailable) {
                LOG.debug("the end of generation {} still cannot be stored", end.id(), unavailable);
            } catch (StoreException failure) {
                LOG.error("the end of generation {} will not be stored: {}", end.id(), failure.getMessage());
                isOpen = false;
            } catch (RuntimeException failure) {
                LOG.error("the end of generation {} will not be stored", end.id(), failure);
                isOpen = false;
            }
        }
    }

    private GenerationEnd describe(Generation generation, GenerationState.Ended state) {
        var log = generation.log();
        return new GenerationEnd(
                generation.assignment().owner(),
                generation.assignment().id(),
                state.phase(),
                status(state),
                attention(state),
                finalParts(generation),
                log.characters(),
                generation.usage(),
                error(state),
                cause(state),
                surroundings.time().now());
    }

    /** Whether the end is durable, or there is nothing left that could be. */
    private boolean storePatiently(Generation generation, GenerationEnd end) {
        long began = surroundings.time().nanoTime();
        while (true) {
            try {
                surroundings.store().end(end);
                return true;
            } catch (StoreUnavailableException unavailable) {
                Duration waited = Duration.ofNanos(surroundings.time().nanoTime() - began);
                if (waited.compareTo(STOP_PATIENCE) >= 0) {
                    generation.endIsLate(unavailable);
                }
                if (waited.compareTo(surroundings.settings().storePatience()) > 0 || !pause(PAUSE)) {
                    LOG.warn("the end of generation {} is stored later: {}", end.id(), unavailable.getMessage());
                    return false;
                }
            } catch (StoreException failure) {
                LOG.error("the end of generation {} could not be stored: {}", end.id(), failure.getMessage());
                return false;
            } catch (RuntimeException failure) {
                LOG.error("the end of generation {} could not be stored", end.id(), failure);
                return false;
            }
        }
    }

    private boolean pause(Duration pause) {
        try {
            surroundings.time().pause(pause);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void say(Generation generation, GenerationState.Ended state) {
        var log = generation.log();
        log.append(Generation.status(state));
        switch (state) {
            case GenerationState.Completed completed -> log.append(new Chunk.Finish(completed.reason()));
            case GenerationState.Stopped stopped -> {
                log.append(new Chunk.MessageMetadata(new Chunk.StopMetadata(true, stopped.cause())));
                log.append(new Chunk.Abort(stopped.cause()));
            }
            case GenerationState.Failed failed ->
                log.append(new Chunk.Failure(
                        failed.error().message(), failed.error().code()));
            case GenerationState.Interrupted _ ->
                log.append(new Chunk.Failure("The answer was interrupted.", ErrorCode.UPSTREAM_INTERRUPTED.code()));
        }
    }

    private void tellListener(Generation generation) {
        var assignment = generation.assignment();
        try {
            surroundings.listener().ended(assignment.owner(), assignment.conversationId());
        } catch (RuntimeException failure) {
            LOG.error("an end in conversation {} was not told", assignment.conversationId(), failure);
        }
    }

    private static MessageStatus status(GenerationState.Ended state) {
        return switch (state) {
            case GenerationState.Completed _ -> MessageStatus.COMPLETE;
            case GenerationState.Stopped _ -> MessageStatus.STOPPED;
            case GenerationState.Failed _ -> MessageStatus.FAILED;
            case GenerationState.Interrupted _ -> MessageStatus.INTERRUPTED;
        };
    }

    private static Attention attention(GenerationState.Ended state) {
        return switch (state) {
            case GenerationState.Completed _ -> Attention.FINISHED;
            case GenerationState.Stopped _ -> Attention.STOPPED;
            case GenerationState.Failed _ -> Attention.FAILED;
            case GenerationState.Interrupted _ -> Attention.INTERRUPTED;
        };
    }

    private static @Nullable MessageError error(GenerationState.Ended state) {
        return state instanceof GenerationState.Failed failed ? failed.error() : null;
    }

    private static @Nullable StopCause cause(GenerationState.Ended state) {
        return state instanceof GenerationState.Stopped stopped ? stopped.cause() : null;
    }
}
