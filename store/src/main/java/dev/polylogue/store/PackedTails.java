package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.LogTail;
import dev.polylogue.protocol.chunk.EncodedChunks;
import dev.polylogue.protocol.id.GenerationId;
import dev.polylogue.protocol.id.MalformedIdException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tails of many generations as a value of bytes: one byte with the form's version, then for each tail its owner (modified
 * UTF-8, as {@link DataOutputStream#writeUTF} has it), its generation (16 bytes), the first offset (8), the number of chunks
 * (4), how many bytes they take (4), and these, as {@link PackedChunks} has them.
 */
final class PackedTails {

    private static final int VERSION = 2;

    /** What an older server left when it was killed: generations as text (UTF), and each chunk as it is, behind its length (4). */
    private static final int UNPACKED = 1;

    private static final Logger LOG = LoggerFactory.getLogger(PackedTails.class);

    private PackedTails() {}

    /** In values of about {@code size} bytes, or more where a single tail is bigger. */
    static List<byte[]> pack(List<LogTail> tails, int size) {
        List<byte[]> all = new ArrayList<>();
        var value = new ByteArrayOutputStream(size);
        for (LogTail tail : tails) {
            if (value.size() == 0) {
                value.write(VERSION);
            }
            put(PackedTail.of(tail), value);
            if (value.size() >= size) {
                all.add(value.toByteArray());
                value.reset();
            }
        }
        if (value.size() > 0) {
            all.add(value.toByteArray());
        }
        return all;
    }

    private static void put(PackedTail tail, ByteArrayOutputStream value) {
        UUID generation = tail.generationId().value();
        try (var out = new DataOutputStream(value)) {
            out.writeUTF(tail.owner().value());
            out.writeLong(generation.getMostSignificantBits());
            out.writeLong(generation.getLeastSignificantBits());
            out.writeLong(tail.fromOffset());
            out.writeInt(tail.chunks().count());
            out.writeInt(tail.chunks().bytes().length);
            out.write(tail.chunks().bytes());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Gives each tail in its order; one that names no person is left out. Throws {@link UncheckedIOException} where it is none
     * of ours.
     */
    static void unpack(byte[] packed, Consumer<PackedTail> use) {
        try (var in = new DataInputStream(new ByteArrayInputStream(packed))) {
            int version = in.readByte();
            if (version != VERSION && version != UNPACKED) {
                throw new IOException("a checkpoint of an unknown form");
            }
            while (in.available() > 0) {
                Optional<UserId> owner = person(in.readUTF());
                var generation = version == UNPACKED
                        ? GenerationId.of(in.readUTF())
                        : new GenerationId(new UUID(in.readLong(), in.readLong()));
                long from = in.readLong();
                int count = in.readInt();
                PackedChunks chunks = version == UNPACKED ? packed(in, count) : new PackedChunks(bytes(in), count);
                // Whoever has them later must not find that they cannot be read.
                chunks.check();
                owner.ifPresent(known -> use.accept(new PackedTail(known, generation, from, chunks)));
            }
        } catch (IOException | MalformedIdException unreadable) {
            throw new UncheckedIOException(new IOException("a checkpoint that cannot be read", unreadable));
        }
    }

    private static PackedChunks packed(DataInputStream in, int count) throws IOException {
        List<byte[]> chunks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chunks.add(bytes(in));
        }
        return PackedChunks.of(EncodedChunks.of(chunks));
    }

    /** As many as the length (4) before them says. */
    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("where " + length + " bytes should be are " + in.available());
        }
        return in.readNBytes(length);
    }

    private static Optional<UserId> person(String owner) {
        try {
            return Optional.of(new UserId(owner));
        } catch (IllegalArgumentException unreadable) {
            LOG.error("a checkpoint names no person; it is left out", unreadable);
            return Optional.empty();
        }
    }
}
