package dev.polylogue.providers.call;

import dev.polylogue.engine.provider.ModelEvent;
import dev.polylogue.protocol.message.FinishReason;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the frames of one answer. A new one for each; used by one thread at a time. */
public interface FrameReader {

    /**
     * Reads one frame and hands on what it says. A {@link ModelEvent.Terminal} among it ends the call. {@link
     * UnreadableFrameException} when it is none of this dialect's.
     */
    void read(byte[] bytes, int offset, int length, Consumer<? super ModelEvent> events);

    /** Reads an answer that came whole, from a server that does not stream; as {@link #read}. */
    void readWhole(byte[] bytes, Consumer<? super ModelEvent> events);

    /** Why the model ended its answer; null as long as it has not said so. */
    @Nullable FinishReason finishReason();

    /** Reads what the next frame will need, as {@link dev.polylogue.engine.provider.ModelSink#prefetch}. */
    default int prefetch() {
        return 0;
    }

    /** Whether the stream has said that nothing more comes. */
    boolean isDone();
}
