package dev.polylogue.store;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Encoded chunks as one value, joined by line feeds: an encoded chunk has none. Immutable. */
final class JoinedChunks {

    private final byte[] bytes;
    private final int count;

    private JoinedChunks(byte[] bytes, int count) {
        this.bytes = bytes;
        this.count = count;
    }

    static JoinedChunks of(List<byte[]> chunks) {
        int size = Math.max(0, chunks.size() - 1);
        for (byte[] chunk : chunks) {
            size += chunk.length;
        }
        byte[] joined = new byte[size];
        int at = 0;
        for (byte[] chunk : chunks) {
            if (at > 0) {
                joined[at++] = '\n';
            }
            System.arraycopy(chunk, 0, joined, at, chunk.length);
            at += chunk.length;
        }
        return new JoinedChunks(joined, chunks.size());
    }

    /** Of tails that follow each other. */
    static JoinedChunks ofTails(List<PackedTail> tails) {
        var joined = new ByteArrayOutputStream();
        int count = 0;
        for (PackedTail tail : tails) {
            tail.joinInto(joined);
            count += tail.count();
        }
        return new JoinedChunks(joined.toByteArray(), count);
    }

    /** Without the first {@code known}, or all of them. */
    JoinedChunks without(long known) {
        return known == 0 ? this : of(split(bytes).subList((int) Math.min(known, count), count));
    }

    byte[] bytes() {
        return bytes;
    }

    int count() {
        return count;
    }

    static List<byte[]> split(byte[] joined) {
        List<byte[]> chunks = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= joined.length; i++) {
            if (i == joined.length || joined[i] == '\n') {
                chunks.add(Arrays.copyOfRange(joined, from, i));
                from = i + 1;
            }
        }
        return chunks;
    }
}
