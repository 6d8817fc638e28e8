package dev.polylogue.engine.generation;

import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.engine.store.LogTail;
import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.message.Clarification;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.MessageError;
import java.util.ArrayList;
import java.util.List;

/** Puts a model's question to the person: durable first, shown afterwards. */
final class Asking {

    private final Generation generation;
    private final Surroundings surroundings;

    Asking(Generation generation, Surroundings surroundings) {
        this.generation = generation;
        this.surroundings = surroundings;
    }

    Signal ask(ModelEvent.QuestionAsked asked) {
        var id = new ClarificationId(surroundings.ids().next());
        var clarification = new Clarification(
                id,
                asked.question(),
                asked.options().isEmpty() ? null : asked.options(),
                null,
                surroundings.time().now().plus(surroundings.settings().clarificationTtl()),
                ClarificationState.WAITING,
                null);
        var chunk = new Chunk.Question(clarification);
        boolean isStored =
                surroundings.store().await(tailWith(chunk), generation.state().step(), clarification);
        if (!isStored) {
            return new Signal.StepFailed(
                    new MessageError(ErrorCode.NOT_FOUND.code(), "The conversation is not there any more."));
        }
        generation.log().append(chunk);
        return new Signal.InputRequested(id);
    }

    /** The step's call has ended, so nothing but a stop can append in between; then the question ends with it. */
    private LogTail tailWith(Chunk chunk) {
        LogTail tail = surroundings.checkpointer().tail(generation.log());
        List<byte[]> chunks = new ArrayList<>(tail.chunks());
        chunks.add(ChunkCodec.encode(chunk));
        return new LogTail(tail.owner(), tail.generationId(), tail.fromOffset(), chunks);
    }
}
