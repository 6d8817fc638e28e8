package dev.polylogue.protocol.chunk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * An array that holds encoded chunks with their numbers: first the offset of its first chunk, then the chunks, each behind its
 * number, and from the array's end backwards where each of them ends. So one array is all that a reader of a chunk touches,
 * and all that the writer of the next one does.
 *
 * <p>It is no object of its own, for that would be one more. Whoever adds sees to it that nobody reads a chunk before it is
 * there.
 */
public final class ChunkPage {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final int HEAD = Integer.BYTES;

    /** What a chunk takes beside its bytes. */
    private static final int AROUND = Long.BYTES + Integer.BYTES;

    private ChunkPage() {}

    /** The size of a page that has room for {@code chunks} of {@code bytes} in all. */
    public static int sizeFor(int chunks, int bytes) {
        return Math.addExact(HEAD + AROUND * chunks, bytes);
    }

    /** One of that size without chunks, whose first will be that of {@code offset}. */
    public static byte[] create(int size, int offset) {
        byte[] page = new byte[size];
        INT.set(page, 0, offset);
        return page;
    }

    /** The offset of its first chunk. */
    public static int firstOffset(byte[] page) {
        return (int) INT.get(page, 0);
    }

    /** Whether a chunk of so many bytes has room as the next one, which will be that of {@code index} in the page. */
    public static boolean hasRoom(byte[] page, int index, int length) {
        return AROUND + length <= page.length - Integer.BYTES * index - end(page, index - 1);
    }

    /** Adds the chunk of that index, for which there must be room. */
    public static void add(byte[] page, int index, long number, byte[] chunk) {
        int start = end(page, index - 1) + Long.BYTES;
        LONG.set(page, start - Long.BYTES, number);
        System.arraycopy(chunk, 0, page, start, chunk.length);
        INT.set(page, page.length - Integer.BYTES * (index + 1), start + chunk.length);
    }

    /** The number of the chunk of that index. */
    public static long number(byte[] page, int index) {
        return (long) LONG.get(page, end(page, index - 1));
    }

    /** How many bytes the chunk of that index has. */
    public static int length(byte[] page, int index) {
        return end(page, index) - end(page, index - 1) - Long.BYTES;
    }

    /** Copies the chunk of that index to {@code at}; returns where it ends there. */
    public static int copy(byte[] page, int index, byte[] target, int at) {
        int start = end(page, index - 1) + Long.BYTES;
        int length = end(page, index) - start;
        System.arraycopy(page, start, target, at, length);
        return at + length;
    }

    private static int end(byte[] page, int index) {
        return index < 0 ? HEAD : (int) INT.get(page, page.length - Integer.BYTES * (index + 1));
    }
}
