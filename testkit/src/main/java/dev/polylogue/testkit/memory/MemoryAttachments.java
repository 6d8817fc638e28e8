package dev.polylogue.testkit.memory;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.AttachmentStore;
import dev.polylogue.engine.store.NewAttachment;
import dev.polylogue.engine.store.StoredAttachment;
import dev.polylogue.protocol.id.AttachmentId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Files in memory. Their hash is only as good as the tests need it: it names the bytes. */
final class MemoryAttachments implements AttachmentStore {

    private final Tables tables;

    MemoryAttachments(Tables tables) {
        this.tables = tables;
    }

    /** A file, and whether a message ever had it. */
    static final class Kept {
        final StoredAttachment stored;
        final byte[] bytes;
        final Instant at;
        boolean isSent;

        Kept(StoredAttachment stored, byte[] bytes, Instant at) {
            this.stored = stored;
            this.bytes = bytes;
            this.at = at;
        }
    }

    @Override
    public StoredAttachment add(UserId owner, NewAttachment attachment, InputStream body) throws IOException {
        byte[] bytes = body.readAllBytes();
        var stored = new StoredAttachment(
                attachment.id(),
                attachment.name(),
                attachment.mediaType().get(),
                bytes.length,
                Integer.toHexString(Arrays.hashCode(bytes)));
        return tables.of(owner, owned -> {
            owned.files.put(stored.id(), new Kept(stored, bytes, attachment.at()));
            return stored;
        });
    }

    @Override
    public Optional<StoredAttachment> find(UserId owner, AttachmentId id) {
        return tables.of(
                owner, owned -> Optional.ofNullable(owned.files.get(id)).map(kept -> kept.stored));
    }

    @Override
    public Optional<InputStream> open(StoredAttachment attachment) {
        return tables.transact(() -> {
            for (Owned owned : tables.all()) {
                for (Kept kept : owned.files.values()) {
                    if (kept.stored.hash().equals(attachment.hash())) {
                        return Optional.of(new ByteArrayInputStream(kept.bytes));
                    }
                }
            }
            return Optional.empty();
        });
    }

    @Override
    public void tidy(Instant unsentBefore) {
        tables.transact(() -> {
            tables.all()
                    .forEach(owned ->
                            owned.files.values().removeIf(kept -> !kept.isSent && kept.at.isBefore(unsentBefore)));
            return true;
        });
    }

    @Override
    public void removeUnused() {}
}
