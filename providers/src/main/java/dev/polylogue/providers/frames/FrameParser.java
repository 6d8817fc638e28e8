package dev.polylogue.providers.frames;

/** Cuts a stream of bytes into frames. A new one for each stream; not for use by several threads at once. */
@FunctionalInterface
public interface FrameParser {

    /** The longest line, and the longest frame. */
    int MAX_BYTES = 1 << 20;

    /** The next bytes. {@link OversizedEventException} when a line or a frame is too long; then feed no more. */
    void feed(byte[] bytes, int offset, int length);

    /** Reads what the next bytes will need, as {@link dev.polylogue.engine.provider.ModelSink#prefetch}. */
    default int prefetch() {
        return 0;
    }
}
