package dev.polylogue.engine.conversation;

import dev.polylogue.protocol.error.ErrorCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Watches the bytes of a file go by, to say what it is: images begin in their own way, texts are UTF-8 to the end. */
final class AttachedContent extends FilterInputStream {

    private static final int HEAD = 12;
    private static final int LONGEST_LETTER = 4;

    private final byte[] head = new byte[HEAD];
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer letters = CharBuffer.allocate(1 << 13);
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private long length;
    private boolean isText = true;

    AttachedContent(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        int read = super.read(bytes, offset, count);
        if (read > 0) {
            for (int at = 0; at < read && length + at < HEAD; at++) {
                head[(int) length + at] = bytes[offset + at];
            }
            length += read;
            decode(bytes, offset, read);
        }
        return read;
    }

    /** What the file is; to be asked at its end. */
    String mediaType() {
        @Nullable String image = image();
        if (image != null) {
            return image;
        }
        // What is left over are the first bytes of a letter that never came to its end.
        if (length > 0 && isText && !rest.hasRemaining()) {
            return "text/plain";
        }
        throw new CommandException(
                ErrorCode.UNSUPPORTED_ATTACHMENT,
                "This is neither an image (PNG, JPEG, GIF, WebP) nor a text in UTF-8: send it in one of these forms.");
    }

    private void decode(byte[] bytes, int offset, int count) {
        if (!isText) {
            return;
        }
        ByteBuffer piece = ByteBuffer.allocate(rest.remaining() + count);
        piece.put(rest).put(bytes, offset, count).flip();
        boolean isOpen = true;
        while (isOpen && isText) {
            letters.clear();
            var result = decoder.decode(piece, letters, false);
            isText = !result.isError() && letters.flip().chars().noneMatch(letter -> letter == 0);
            isOpen = result.isOverflow();
        }
        rest = piece.remaining() > LONGEST_LETTER ? ByteBuffer.allocate(0) : piece.slice();
    }

    private @Nullable String image() {
        if (begins(0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return "image/png";
        }
        if (begins(0, 0xff, 0xd8, 0xff)) {
            return "image/jpeg";
        }
        if (begins(0, 'G', 'I', 'F', '8')) {
            return "image/gif";
        }
        return begins(0, 'R', 'I', 'F', 'F') && begins(8, 'W', 'E', 'B', 'P') ? "image/webp" : null;
    }

    private boolean begins(int at, int... signs) {
        boolean begins = length >= at + signs.length;
        for (int i = 0; begins && i < signs.length; i++) {
            begins = (head[at + i] & 0xff) == signs[i];
        }
        return begins;
    }
}
