package dev.polylogue.server.secret;

import dev.polylogue.server.configuration.Settings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Locks secrets with AES-256-GCM before they are stored, each with a nonce of its own and bound to the name of what it
 * belongs to, so that a stored secret cannot be moved to another one. The key to it all is a file that only the owner of
 * the data folder can read: a copy of the database alone gives no secret away. Any thread may use it.
 */
@Component
public final class KeyLock {

    private static final String FILE = "secret.key";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Path file;
    private final SecureRandom random;

    KeyLock(Settings settings, SecureRandom random) {
        this.file = settings.data().resolve(FILE);
        this.random = random;
    }

    /** What may be stored of {@code key}, which is that of {@code owner}; the key file is made where there is none. */
    public String lock(String key, String owner) throws UnreadableKeyException {
        if (Files.notExists(file)) {
            make();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] locked = cipher(Cipher.ENCRYPT_MODE, nonce, owner).doFinal(key.getBytes(StandardCharsets.UTF_8));
            byte[] all = ByteBuffer.allocate(nonce.length + locked.length)
                    .put(nonce)
                    .put(locked)
                    .array();
            return Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a key could not be locked", impossible);
        }
    }

    /** The secret itself. */
    public String unlock(String locked, String owner) throws UnreadableKeyException {
        try {
            byte[] all = Base64.getDecoder().decode(locked);
            byte[] nonce = java.util.Arrays.copyOf(all, NONCE_BYTES);
            byte[] key = cipher(Cipher.DECRYPT_MODE, nonce, owner)
                    .doFinal(all, NONCE_BYTES, Math.max(0, all.length - NONCE_BYTES));
            return new String(key, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw new UnreadableKeyException(
                    "The key cannot be read: " + file.getFileName()
                            + " in the data folder is not the one it was locked with. Put that back, or enter the key again.",
                    wrong);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String owner)
            throws GeneralSecurityException, UnreadableKeyException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(read(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] read() throws UnreadableKeyException {
        try {
            byte[] key = Files.readAllBytes(file);
            if (key.length == KEY_BYTES) {
                return key;
            }
            throw new UnreadableKeyException(
                    "The key cannot be read: " + file.getFileName()
                            + " in the data folder is damaged. Put it back from a backup, or remove it and enter the key again.");
        } catch (NoSuchFileException missing) {
            throw new UnreadableKeyException(
                    "The key cannot be read: " + file.getFileName()
                            + " is missing in the data folder. Put it back, or enter the key again.",
                    missing);
        } catch (IOException failure) {
            throw new UnreadableKeyException(
                    "The key cannot be read: " + file.getFileName() + " in the data folder cannot be opened.", failure);
        }
    }

    private void make() throws UnreadableKeyException {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        try (var channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC),
                mode())) {
            channel.write(ByteBuffer.wrap(key));
        } catch (FileAlreadyExistsException madeMeanwhile) {
            // Then that one is it.
        } catch (IOException failure) {
            throw new UnreadableKeyException(
                    "The key cannot be kept: " + file.getFileName() + " in the data folder cannot be written.",
                    failure);
        }
    }

    private FileAttribute<?>[] mode() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
