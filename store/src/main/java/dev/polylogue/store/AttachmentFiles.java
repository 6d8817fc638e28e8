package dev.polylogue.store;

import dev.polylogue.engine.store.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of files that are named by the SHA-256 hash of their bytes, {@code ab/cd…}. A file is written aside, brought to
 * the disk, and then renamed: so whatever has its name is whole.
 */
final class AttachmentFiles {

    private static final Logger LOG = LoggerFactory.getLogger(AttachmentFiles.class);
    private static final int PIECE = 64 * 1024;

    private final Path folder;
    private final Path unfinished;

    AttachmentFiles(Path folder) {
        this.folder = folder;
        this.unfinished = folder.resolve("unfinished");
    }

    /** Bytes that lie aside until they are kept. */
    static final class Received implements AutoCloseable {

        private final Path file;
        private final String hash;
        private final long size;

        Received(Path file, String hash, long size) {
            this.file = file;
            this.hash = hash;
            this.size = size;
        }

        String hash() {
            return hash;
        }

        long size() {
            return size;
        }

        /** Removes what was not kept. */
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    /** Writes what {@code body} gives to a file aside; what the body throws comes out as it is. */
    Received receive(InputStream body) throws IOException {
        MessageDigest digest = sha256();
        Path file = create();
        boolean isWhole = false;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            byte[] piece = new byte[PIECE];
            long size = 0;
            int read = body.read(piece);
            while (read >= 0) {
                digest.update(piece, 0, read);
                write(channel, ByteBuffer.wrap(piece, 0, read));
                size += read;
                read = body.read(piece);
            }
            onDisk(() -> channel.force(true));
            isWhole = true;
            return new Received(file, HexFormat.of().formatHex(digest.digest()), size);
        } finally {
            if (!isWhole) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Gives the bytes their name. */
    void keep(Received received) {
        Path file = place(received.hash());
        onDisk(() -> {
            if (Files.notExists(file)) {
                Path parent = folder.resolve(received.hash().substring(0, 2));
                Files.createDirectories(parent, DataFolder.mode(folder, "rwx------"));
                Files.move(received.file, file, StandardCopyOption.ATOMIC_MOVE);
                synchronize(parent);
                synchronize(folder);
            }
        });
    }

    Optional<InputStream> open(String hash) {
        try {
            return Optional.of(Files.newInputStream(place(hash)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new StoreUnavailableException("an attachment cannot be read", failure);
        }
    }

    /** A file that cannot be removed only takes up room. */
    void remove(String hash) {
        try {
            Files.deleteIfExists(place(hash));
        } catch (IOException failure) {
            LOG.warn("an attachment that nobody has could not be removed: {}", failure.getMessage());
        }
    }

    /** Removes what was aside when the last process ended; to be called before anything is received. */
    void removeUnfinished() {
        if (Files.notExists(unfinished)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(unfinished)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            LOG.warn("unfinished attachments could not be removed: {}", failure.getMessage());
        }
    }

    private Path place(String hash) {
        return folder.resolve(hash.substring(0, 2)).resolve(hash.substring(2));
    }

    private Path create() {
        try {
            Files.createDirectories(unfinished, DataFolder.mode(folder, "rwx------"));
            return Files.createTempFile(unfinished, "", "");
        } catch (IOException failure) {
            throw new StoreUnavailableException("an attachment cannot be written", failure);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes) {
        onDisk(() -> {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        });
    }

    private static void synchronize(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** What the disk refuses is the store's trouble, not that of whoever sends. */
    private static void onDisk(DiskWork work) {
        try {
            work.run();
        } catch (IOException failure) {
            throw new StoreUnavailableException("an attachment cannot be written", failure);
        }
    }

    @FunctionalInterface
    private interface DiskWork {
        void run() throws IOException;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
