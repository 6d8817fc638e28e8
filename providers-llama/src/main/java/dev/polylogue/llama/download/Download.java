package dev.polylogue.llama.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One download. What has come lies in {@code NAME.part}, and beside it what the server calls that state of the file: so a
 * later try asks for the rest only of the same file, and a server that sends all of it instead is begun with anew. The
 * checksum is made of the file on the disk, once all is there, since parts of it may be of another day.
 */
final class Download {

    private static final int BUFFER = 1 << 16;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_REFUSED = 416;

    /** Kept free, so that the database beside it can still write. */
    private static final long SPARE = 256L << 20;

    private final CatalogueEntry entry;
    private final Path folder;
    private final Path part;
    private final Path tagFile;
    private final Redirects http;

    private final AtomicLong received;
    private volatile DownloadState.Phase phase = DownloadState.Phase.LOADING;
    private volatile @Nullable String trouble;
    private volatile boolean isStopped;
    private volatile @Nullable Thread thread;

    Download(CatalogueEntry entry, Path folder, Redirects http) {
        this.entry = entry;
        this.folder = folder;
        this.part = part(folder, entry);
        this.tagFile = tag(folder, entry);
        this.http = http;
        this.received = new AtomicLong(size(part));
    }

    static Path part(Path folder, CatalogueEntry entry) {
        return folder.resolve(entry.name() + ".part");
    }

    private static Path tag(Path folder, CatalogueEntry entry) {
        return folder.resolve(entry.name() + ".part.etag");
    }

    /** Removes what has come of it. */
    static void discard(Path folder, CatalogueEntry entry) throws IOException {
        Files.deleteIfExists(part(folder, entry));
        Files.deleteIfExists(tag(folder, entry));
    }

    static long size(Path part) {
        try {
            return Files.size(part);
        } catch (IOException none) {
            return 0;
        }
    }

    DownloadState state() {
        return new DownloadState(entry.name(), received.get(), entry.size(), phase, trouble);
    }

    boolean isOver() {
        return phase == DownloadState.Phase.STOPPED;
    }

    /** Gets it whole, or says why not. */
    void run() {
        thread = Thread.currentThread();
        try {
            Files.createDirectories(folder);
            checkSpace();
            if (!isStopped) {
                fetch();
            }
            if (!isStopped) {
                phase = DownloadState.Phase.CHECKING;
                finish();
            }
        } catch (DownloadException said) {
            trouble = isStopped ? null : said.sentence();
        } catch (IOException broken) {
            trouble = isStopped ? null : "What came could not be kept: " + broken.getMessage();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            thread = null;
            phase = DownloadState.Phase.STOPPED;
        }
    }

    /** Ends it; what has come stays. */
    void stop() {
        isStopped = true;
        Thread now = thread;
        if (now != null) {
            now.interrupt();
        }
    }

    private void checkSpace() throws IOException, DownloadException {
        long missing = entry.size()
                - received.get()
                + SPARE
                - Files.getFileStore(folder).getUsableSpace();
        if (missing > 0) {
            throw new DownloadException(
                    "There is not enough room on the disk: " + (missing >> 20) + " MB more are needed for it.");
        }
    }

    private void fetch() throws DownloadException, IOException, InterruptedException {
        if (received.get() == entry.size()) {
            return;
        }
        if (received.get() > entry.size()) {
            discard();
        }
        HttpResponse<InputStream> response = http.get(entry.address(), received.get(), tag());
        try (InputStream body = response.body()) {
            switch (response.statusCode()) {
                case PARTIAL -> append(body, StandardOpenOption.APPEND);
                case OK -> {
                    received.set(0);
                    remember(response);
                    append(body, StandardOpenOption.TRUNCATE_EXISTING);
                }
                case RANGE_REFUSED -> {
                    discard();
                    throw new DownloadException("The file has changed at its host. Try again.");
                }
                default ->
                    throw new DownloadException(
                            entry.address().getHost() + " answered with " + response.statusCode() + ".");
            }
        }
        if (received.get() < entry.size() && !isStopped) {
            throw new DownloadException("The connection was lost. Try again: it goes on where it stopped.");
        }
    }

    private void append(InputStream body, StandardOpenOption how) throws IOException, DownloadException {
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            for (int count = read(body, buffer); count >= 0 && !isStopped; count = read(body, buffer)) {
                if (received.get() + count > entry.size()) {
                    throw new DownloadException(
                            "The host sends another file than the catalogue names: it is too long.");
                }
                out.write(buffer, 0, count);
                received.addAndGet(count);
            }
        }
    }

    private static int read(InputStream body, byte[] buffer) throws DownloadException {
        try {
            return body.read(buffer);
        } catch (IOException lost) {
            throw new DownloadException("The connection was lost. Try again: it goes on where it stopped.", lost);
        }
    }

    private void finish() throws IOException, DownloadException {
        if (!sha256().equals(entry.sha256())) {
            discard();
            throw new DownloadException(
                    "What came is not the file that the catalogue names: its SHA-256 is another. It was removed.");
        }
        Files.move(part, folder.resolve(entry.name() + ".gguf"), StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(tagFile);
    }

    private String sha256() throws IOException {
        try (InputStream in = Files.newInputStream(part)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private @Nullable String tag() throws IOException {
        return Files.exists(tagFile) ? Files.readString(tagFile) : null;
    }

    private void remember(HttpResponse<InputStream> response) throws IOException {
        String tag = response.headers().firstValue("ETag").orElse("");
        if (tag.startsWith("\"")) {
            Files.writeString(tagFile, tag);
        } else {
            // A weak one promises nothing about bytes.
            Files.deleteIfExists(tagFile);
        }
    }

    private void discard() throws IOException {
        discard(folder, entry);
        received.set(0);
    }
}
