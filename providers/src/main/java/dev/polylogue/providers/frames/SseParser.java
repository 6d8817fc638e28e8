package dev.polylogue.providers.frames;

/**
 * A push parser for {@code text/event-stream}. Bytes come as the network cut them: inside a character, between CR and
 * LF, inside a field's name. Lines end in LF, CRLF or CR; comments and all fields but {@code data} are passed over; a
 * byte order mark may lead. What the last blank line does not close is no event, so a stream that breaks off loses its
 * unfinished event and nothing else.
 *
 * <p>A line that lies whole in what came in is read in place; only a cut line is collected.
 */
public final class SseParser implements FrameParser {

    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] NEWLINE = {'\n'};

    private final FrameListener listener;
    private final ByteCollector line = new ByteCollector(MAX_BYTES);
    private final ByteCollector data = new ByteCollector(MAX_BYTES);
    private int markSeen;
    private boolean afterCarriageReturn;
    private boolean hasData;

    /** Whether {@link #line} holds the beginning of a line. Asked for each event, which then need not look there. */
    private boolean hasCutLine;

    public SseParser(FrameListener listener) {
        this.listener = listener;
    }

    @Override
    public void feed(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = passMark(bytes, offset, end);
        while (at < end) {
            if (afterCarriageReturn) {
                afterCarriageReturn = false;
                if (bytes[at] == '\n') {
                    at++;
                    continue;
                }
            }
            int lineEnd = LineEnd.find(bytes, at, end);
            if (lineEnd == end) {
                collect(bytes, at, end - at);
                return;
            }
            if (isWholeEvent(bytes, at, lineEnd, end)) {
                int value = valueOffset(bytes, at, lineEnd - at);
                listener.frame(bytes, value, lineEnd - value);
                at = lineEnd + 2;
                continue;
            }
            endLine(bytes, at, lineEnd - at);
            afterCarriageReturn = bytes[lineEnd] == '\r';
            at = lineEnd + 1;
        }
    }

    @Override
    public int prefetch() {
        return markSeen;
    }

    /** Whether the line is one of data, and all of its event: nearly every one, and read where it is. */
    private boolean isWholeEvent(byte[] bytes, int at, int lineEnd, int end) {
        return !hasData
                && !hasCutLine
                && lineEnd + 1 < end
                && bytes[lineEnd] == '\n'
                && bytes[lineEnd + 1] == '\n'
                && lineEnd - at <= MAX_BYTES
                && isData(bytes, at, lineEnd - at);
    }

    /** Passes the byte order mark over; what only began like one is given back to the first line. */
    private int passMark(byte[] bytes, int offset, int end) {
        int at = offset;
        while (markSeen < BYTE_ORDER_MARK.length && at < end) {
            if (bytes[at] != BYTE_ORDER_MARK[markSeen]) {
                collect(BYTE_ORDER_MARK, 0, markSeen);
                markSeen = BYTE_ORDER_MARK.length;
                return at;
            }
            markSeen++;
            at++;
        }
        return at;
    }

    private void endLine(byte[] bytes, int offset, int length) {
        if (!hasCutLine) {
            readLine(bytes, offset, length);
        } else {
            line.add(bytes, offset, length);
            readLine(line.bytes(), 0, line.size());
            line.clear();
            hasCutLine = false;
        }
    }

    private void collect(byte[] bytes, int offset, int length) {
        line.add(bytes, offset, length);
        hasCutLine = line.size() > 0;
    }

    private void readLine(byte[] bytes, int offset, int length) {
        if (length == 0) {
            dispatch();
        } else if (isData(bytes, offset, length)) {
            int value = valueOffset(bytes, offset, length);
            if (hasData) {
                data.add(NEWLINE, 0, 1);
            }
            hasData = true;
            data.add(bytes, value, offset + length - value);
        }
    }

    private static int valueOffset(byte[] bytes, int offset, int length) {
        int value = Math.min(length, DATA.length + 1);
        return offset + (value < length && bytes[offset + value] == ' ' ? value + 1 : value);
    }

    private static boolean isData(byte[] bytes, int offset, int length) {
        if (length < DATA.length || (length > DATA.length && bytes[offset + DATA.length] != ':')) {
            return false;
        }
        for (int i = 0; i < DATA.length; i++) {
            if (bytes[offset + i] != DATA[i]) {
                return false;
            }
        }
        return true;
    }

    private void dispatch() {
        if (hasData) {
            hasData = false;
            try {
                listener.frame(data.bytes(), 0, data.size());
            } finally {
                data.clear();
            }
        }
    }
}
