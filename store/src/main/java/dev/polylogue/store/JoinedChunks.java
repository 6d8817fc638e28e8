package dev.polylogue.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Encoded chunks as one value, joined by line feeds: an encoded chunk has none. */
final class JoinedChunks {

    private JoinedChunks() {}

    static byte[] join(List<byte[]> chunks) {
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
        return joined;
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
