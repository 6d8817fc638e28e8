package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.LogTail;
import dev.polylogue.protocol.id.GenerationId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    private PackedTails() {}

    /** In values of about {@code size} bytes, or more where a single tail is bigger. */
    static List<byte[]> pack(List<LogTail> tails, int size) {
        List<byte[]> all = new ArrayList<>();
        var packed = new ByteArrayOutputStream(2 * size);
        try (var out = new DataOutputStream(packed)) {
            for (LogTail tail : tails) {
                if (packed.size() == 0) {
                    out.writeByte(VERSION);
                }
                write(tail, out);
                if (packed.size() >= size) {
                    all.add(packed.toByteArray());
                    packed.reset();
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (packed.size() > 0) {
            all.add(packed.toByteArray());
        }
        return all;
    }

    private static void write(LogTail tail, DataOutputStream out) throws IOException {
        out.writeUTF(tail.owner().value());
        out.writeUTF(tail.generationId().toString());
        out.writeLong(tail.fromOffset());
        out.writeInt(tail.chunks().size());
        for (byte[] chunk : tail.chunks()) {
            out.writeInt(chunk.length);
            out.write(chunk);
        }
    }

    /** Gives each tail in its order. Throws {@link UncheckedIOException} where it is none of ours. */
    static void unpack(byte[] packed, Consumer<LogTail> use) {
        var bytes = new ByteArrayInputStream(packed);
        try (var in = new DataInputStream(bytes)) {
            if (in.readByte() != VERSION) {
                throw new IOException("a checkpoint of an unknown form");
            }
            while (bytes.available() > 0) {
                var owner = new UserId(in.readUTF());
                var generation = GenerationId.of(in.readUTF());
                long from = in.readLong();
                int count = in.readInt();
                List<byte[]> chunks = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    chunks.add(in.readNBytes(in.readInt()));
                }
                use.accept(new LogTail(owner, generation, from, chunks));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
