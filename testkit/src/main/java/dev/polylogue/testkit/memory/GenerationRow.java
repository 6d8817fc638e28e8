package dev.polylogue.testkit.memory;

import dev.polylogue.engine.store.LogTail;
import dev.polylogue.engine.store.StoredGeneration;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.chunk.PartFold;
import dev.polylogue.protocol.id.RequestId;
import dev.polylogue.protocol.message.GenerationPhase;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.StopCause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A generation and, while it is active, what was checkpointed of it. Guarded by the lock of its {@link Tables}. */
final class GenerationRow {

    private final RequestId request;
    private final List<byte[]> chunks = new ArrayList<>();
    private PartFold fold = new PartFold();
    private StoredGeneration stored;
    private @Nullable Instant endedAt;

    GenerationRow(RequestId request, StoredGeneration stored) {
        this.request = request;
        this.stored = stored;
    }

    /** What chunks fold into. */
    record Folded(List<Part> parts, long characters) {}

    RequestId request() {
        return request;
    }

    StoredGeneration stored() {
        return stored;
    }

    List<byte[]> chunks() {
        return List.copyOf(chunks);
    }

    boolean isActive() {
        return endedAt == null;
    }

    boolean hasEndedBefore(Instant moment) {
        return endedAt != null && endedAt.isBefore(moment);
    }

    /** Appends what is not there yet; false, and nothing is kept, where chunks before the tail are missing. */
    boolean append(LogTail tail) {
        var more = tail.newFrom(chunks.size());
        for (byte[] chunk : more.orElse(List.of())) {
            chunks.add(chunk);
            fold.add(ChunkCodec.decode(chunk));
        }
        return more.isPresent();
    }

    /** The parts of the last checkpoint, or those {@code before} while not all of them were repeated. */
    Folded fold(List<Part> before) {
        long charactersBefore = PartFold.characters(before);
        return chunks.isEmpty() || fold.characters() < charactersBefore
                ? new Folded(before, charactersBefore)
                : new Folded(fold.parts(), fold.characters());
    }

    void phase(GenerationPhase phase, int step) {
        stored = with(phase, step, stored.stopCause(), stored.savedCharacters());
    }

    void end(GenerationPhase phase, @Nullable StopCause cause, long characters, Instant at) {
        stored = with(phase, stored.step(), cause, characters);
        endedAt = at;
        chunks.clear();
        fold = new PartFold();
    }

    private StoredGeneration with(GenerationPhase phase, int step, @Nullable StopCause cause, long characters) {
        return new StoredGeneration(
                stored.owner(),
                stored.id(),
                stored.conversationId(),
                stored.userMessageId(),
                stored.assistantMessageId(),
                stored.model(),
                stored.page(),
                phase,
                step,
                cause,
                characters,
                stored.startedAt());
    }
}
