package dev.polylogue.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Assumptions;

/**
 * A real disk of a few MiB, in memory, that can be filled up and emptied again. It is mounted, which only root may; where
 * it is not permitted the test is skipped and says so. One thread at a time.
 */
public final class SmallDisk implements AutoCloseable {

    private static final int BLOCK = 64 * 1024;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one of that many bytes on a new folder below {@code parent}. */
    public static SmallDisk mount(Path parent, long bytes) {
        try {
            Path folder = Files.createTempDirectory(parent, "disk");
            String refusal = command("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", folder.toString());
            Assumptions.assumeTrue(
                    refusal.isEmpty(), () -> "a disk cannot be mounted here, which only root may: " + refusal);
            return new SmallDisk(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where its files are. */
    public Path folder() {
        return folder;
    }

    /** Takes up all the room that is left, but for {@code but} bytes. */
    public void fill(long but) {
        try (FileChannel channel = FileChannel.open(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            long left = usable() - but;
            while (left > 0) {
                left -= channel.write(ByteBuffer.allocate((int) Math.min(BLOCK, left)));
            }
        } catch (IOException full) {
            if (usable() > but) {
                throw new UncheckedIOException(full);
            }
        }
    }

    /** Gives back what {@link #fill} took. */
    public void empty() {
        try {
            Files.deleteIfExists(filler());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The room that is left. */
    public long usable() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Lets nobody write to it any more, or lets them again. Nothing on it may be open for writing. */
    public void readOnly(boolean isReadOnly) {
        String refusal = command("mount", "-o", "remount," + (isReadOnly ? "ro" : "rw"), folder.toString());
        if (!refusal.isEmpty()) {
            throw new IllegalStateException(refusal);
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    /** Takes the disk away, with all that is on it. */
    @Override
    public void close() {
        String refusal = command("umount", "--lazy", folder.toString());
        if (!refusal.isEmpty()) {
            throw new IllegalStateException(refusal);
        }
    }

    /** Empty where it went well, else what the command said. */
    private static String command(String... words) {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : "refused: " + said.strip();
        } catch (IOException missing) {
            return String.valueOf(missing.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
