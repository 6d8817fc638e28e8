package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.AttachmentStore;
import dev.polylogue.engine.store.NewAttachment;
import dev.polylogue.engine.store.StoredAttachment;
import dev.polylogue.protocol.id.AttachmentId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Files in a folder, and whose they are in the tables. The bytes come before the row and go after it, so that no row is
 * ever without its bytes, whatever dies in between; the lock keeps one who gives bytes that another one's deletion has
 * just made unused from losing them.
 */
final class JdbcAttachments implements AttachmentStore {

    private final Database database;
    private final AttachmentFiles files;
    private final ReentrantLock lock = new ReentrantLock();

    JdbcAttachments(Database database, AttachmentFiles files) {
        this.database = database;
        this.files = files;
    }

    @Override
    public StoredAttachment add(UserId owner, NewAttachment attachment, InputStream body) throws IOException {
        try (AttachmentFiles.Received received = files.receive(body)) {
            var stored = new StoredAttachment(
                    attachment.id(), attachment.name(), attachment.mediaType().get(), received.size(), received.hash());
            lock.lock();
            try {
                files.keep(received);
                return database.write(sql -> {
                    AttachmentRows.insert(sql, owner, stored, attachment.at());
                    return stored;
                });
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public Optional<StoredAttachment> find(UserId owner, AttachmentId id) {
        return database.read(sql -> AttachmentRows.find(sql, owner, id));
    }

    @Override
    public Optional<InputStream> open(StoredAttachment attachment) {
        return files.open(attachment.hash());
    }

    @Override
    public void tidy(Instant unsentBefore) {
        database.settle(sql -> {
            AttachmentRows.deleteUnsentBefore(sql, unsentBefore);
            return true;
        });
        files.removeUnfinished();
        removeUnused();
    }

    @Override
    public void removeUnused() {
        lock.lock();
        try {
            List<String> unused = database.read(AttachmentRows::unused);
            unused.forEach(files::remove);
            if (!unused.isEmpty()) {
                database.settle(sql -> {
                    AttachmentRows.forgetUnused(sql);
                    return true;
                });
            }
        } finally {
            lock.unlock();
        }
    }
}
