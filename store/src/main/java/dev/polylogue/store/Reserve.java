package dev.polylogue.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A file beside the database that only takes up room. Without it a full disk could not be emptied from within: SQLite
 * needs room for a deletion too. Its bytes are noise, so that no file system keeps them as a hole or squeezes them. Once
 * its room was given away it stays as an empty file, by which the next start knows what the room that is left is for.
 */
final class Reserve {

    private static final int BLOCK = 64 * 1024;
    private static final long SEED = 1;

    private final Path file;
    private final long size;

    Reserve(Path databaseFile, long size) {
        this.file = databaseFile.resolveSibling(databaseFile.getFileName() + ".reserve");
        this.size = size;
    }

    long size() {
        return size;
    }

    /** How much room it takes up now. */
    long held() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** Whether its room was given away, and not taken back. */
    boolean isGivenAway() throws IOException {
        return Files.exists(file) && Files.size(file) < size;
    }

    /** The room that is left on its disk. */
    long usable() throws IOException {
        return Files.getFileStore(file.getParent()).getUsableSpace();
    }

    /**
     * Makes it whole; a piece of it is no use, and its room is given back. False where {@code isGivenUp} said so before
     * the end.
     */
    boolean make(BooleanSupplier isGivenUp) throws IOException {
        if (held() == size) {
            return true;
        }
        boolean wasThere = Files.exists(file);
        if (!wasThere) {
            Files.createFile(file, DataFolder.mode(file, "rw-------"));
        }
        boolean isWhole = false;
        try {
            isWhole = fill(isGivenUp);
        } finally {
            if (!isWhole && wasThere) {
                giveAway();
            } else if (!isWhole) {
                Files.deleteIfExists(file);
            }
        }
        return isWhole;
    }

    private boolean fill(BooleanSupplier isGivenUp) throws IOException {
        RandomGenerator noise = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        byte[] block = new byte[BLOCK];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            while (channel.position() < size && !isGivenUp.getAsBoolean()) {
                noise.nextBytes(block);
                var bytes = ByteBuffer.wrap(block, 0, (int) Math.min(BLOCK, size - channel.position()));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            channel.force(true);
            return channel.position() == size && !isGivenUp.getAsBoolean();
        }
    }

    /** Gives its room away; it remembers that it did, where there was any. */
    void giveAway() throws IOException {
        if (Files.exists(file)) {
            FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                    .close();
        }
    }
}
