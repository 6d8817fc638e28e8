package dev.polylogue.providers.frames;

/** Takes the data of whole events. */
@FunctionalInterface
public interface FrameListener {

    /**
     * The data of one event: its {@code data} lines, joined by LF, without the field's name. The bytes are the parser's
     * own and hold only during the call.
     */
    void frame(byte[] bytes, int offset, int length);
}
