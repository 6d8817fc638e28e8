package dev.polylogue.providers.frames;

/**
 * A push parser for lines of JSON. Lines end in LF, CRLF or CR, none of which can stand inside of a JSON text on one
 * line; empty ones are passed over. A last line that nothing ends is no frame: the stream was cut inside of it.
 *
 * <p>A line that lies whole in what came in is read in place; only a cut line is collected.
 */
public final class LineParser implements FrameParser {

    private final FrameListener listener;
    private final ByteCollector line = new ByteCollector(MAX_BYTES);

    public LineParser(FrameListener listener) {
        this.listener = listener;
    }

    @Override
    public void feed(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            int lineEnd = LineEnd.find(bytes, at, end);
            if (lineEnd == end) {
                line.add(bytes, at, end - at);
                return;
            }
            endLine(bytes, at, lineEnd - at);
            at = lineEnd + 1;
        }
    }

    private void endLine(byte[] bytes, int offset, int length) {
        if (line.size() > 0) {
            line.add(bytes, offset, length);
            try {
                listener.frame(line.bytes(), 0, line.size());
            } finally {
                line.clear();
            }
        } else if (length > MAX_BYTES) {
            throw new OversizedEventException(MAX_BYTES);
        } else if (length > 0) {
            listener.frame(bytes, offset, length);
        }
    }
}
