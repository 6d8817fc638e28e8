package dev.polylogue.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder of the database, held by one process at a time through a lock on a file in it; the lock goes with the
 * process, however it ends. A folder that is made here is for its owner only, as is the database file, whose mode
 * SQLite gives to the files beside it. The mode of a folder that is there already is left alone.
 */
final class DataFolder implements AutoCloseable {

    private final FileChannel lockFile;

    private DataFolder(FileChannel lockFile) {
        this.lockFile = lockFile;
    }

    /** Makes the folder and the file where there are none, and holds them; or {@link StoreOpeningException}. */
    static DataFolder hold(Path databaseFile) {
        Path folder = databaseFile.toAbsolutePath().getParent();
        if (folder == null) {
            throw new StoreOpeningException(databaseFile + " is not a file in a folder: choose another data folder");
        }
        try {
            Files.createDirectories(folder, mode(folder, "rwx------"));
            FileChannel channel = FileChannel.open(
                    folder.resolve(databaseFile.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            try {
                if (!lock(channel)) {
                    throw new StoreOpeningException("Another Polylogue already uses the data folder " + folder
                            + ": stop it, or choose another folder with --polylogue.data=DIR");
                }
                if (Files.notExists(databaseFile)) {
                    Files.createFile(databaseFile, mode(folder, "rw-------"));
                }
                return new DataFolder(channel);
            } catch (IOException | RuntimeException failure) {
                channel.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new StoreOpeningException(
                    "The data folder " + folder + " cannot be used (" + failure
                            + "): mend its rights, or choose another folder with --polylogue.data=DIR",
                    failure);
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return false;
        }
    }

    /** The attributes of a new file or folder with that mode, where {@code folder} is on a disk that knows modes. */
    static FileAttribute<?>[] mode(Path folder, String mode) {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))};
    }
}
