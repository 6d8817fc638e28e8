package dev.polylogue.store;

import dev.polylogue.engine.store.LogTail;
import dev.polylogue.protocol.chunk.EncodedChunks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The tails of many generations as a value of bytes: one byte with the form's version, then for each tail its owner and
 * generation (modified UTF-8, as {@link DataOutputStream#writeUTF} has it), the first offset (8 bytes), the number of
 * chunks (4), and each chunk with its length (4) before it.
 */
final class PackedTails {

    private static final int VERSION = 1;

    /** Where names are short; a longer head only grows once more. */
    private static final int USUAL_HEAD = 96;

    private PackedTails() {}

    /** In values of about {@code size} bytes, or more where a single tail is bigger. */
    static List<byte[]> pack(List<LogTail> tails, int size) {
        List<byte[]> all = new ArrayList<>();
        int from = 0;
        while (from < tails.size()) {
            List<byte[]> heads = new ArrayList<>();
            int bytes = 1;
            int to = from;
            while (to < tails.size() && bytes < size) {
                LogTail tail = tails.get(to++);
                byte[] head = head(tail);
                heads.add(head);
                bytes += head.length + size(tail.chunks());
            }
            all.add(pack(tails.subList(from, to), heads, bytes));
            from = to;
        }
        return all;
    }

    private static byte[] pack(List<LogTail> tails, List<byte[]> heads, int size) {
        ByteBuffer packed = ByteBuffer.allocate(size).put((byte) VERSION);
        for (int i = 0; i < tails.size(); i++) {
            packed.put(heads.get(i));
            EncodedChunks chunks = tails.get(i).chunks();
            for (int j = 0; j < chunks.size(); j++) {
                packed.putInt(chunks.length(j));
                packed.position(chunks.copy(j, packed.array(), packed.position()));
            }
        }
        return packed.array();
    }

    private static byte[] head(LogTail tail) {
        var head = new ByteArrayOutputStream(USUAL_HEAD);
        try (var out = new DataOutputStream(head)) {
            out.writeUTF(tail.owner().value());
            out.writeUTF(tail.generationId().toString());
            out.writeLong(tail.fromOffset());
            out.writeInt(tail.chunks().size());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return head.toByteArray();
    }

    private static int size(EncodedChunks chunks) {
        int size = Integer.BYTES * chunks.size();
        for (int i = 0; i < chunks.size(); i++) {
            size += chunks.length(i);
        }
        return size;
    }

    /** Gives each tail in its order. Throws {@link UncheckedIOException} where it is none of ours. */
    static void unpack(byte[] packed, Consumer<PackedTail> use) {
        var bytes = new ByteArrayInputStream(packed);
        try (var in = new DataInputStream(bytes)) {
            if (in.readByte() != VERSION) {
                throw new IOException("a checkpoint of an unknown form");
            }
            while (bytes.available() > 0) {
                String owner = in.readUTF();
                String generation = in.readUTF();
                long from = in.readLong();
                int count = in.readInt();
                if (count < 0) {
                    throw new IOException(count + " chunks");
                }
                int at = packed.length - bytes.available();
                for (int i = 0; i < count; i++) {
                    int length = in.readInt();
                    if (length < 0) {
                        throw new IOException("a chunk of " + length + " bytes");
                    }
                    in.skipNBytes(length);
                }
                use.accept(
                        new PackedTail(owner, generation, from, count, packed, at, packed.length - bytes.available()));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
