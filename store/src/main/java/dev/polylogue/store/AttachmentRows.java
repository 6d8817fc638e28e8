package dev.polylogue.store;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.StoredAttachment;
import dev.polylogue.protocol.id.AttachmentId;
import dev.polylogue.protocol.id.MessageId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables {@code attachment}, {@code message_attachment} and {@code unused_file}; triggers keep them together. */
final class AttachmentRows {

    private AttachmentRows() {}

    static void insert(Sql sql, UserId owner, StoredAttachment attachment, Instant at) throws SQLException {
        sql.update(
                """
                insert into attachment (owner, id, name, media_type, size, hash, created_at, sent)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                owner,
                attachment.id(),
                attachment.name(),
                attachment.mediaType(),
                attachment.size(),
                attachment.hash(),
                at,
                false);
    }

    static Optional<StoredAttachment> find(Sql sql, UserId owner, AttachmentId id) throws SQLException {
        return sql.first(
                "select id, name, media_type, size, hash from attachment where owner = ? and id = ?",
                AttachmentRows::read,
                owner,
                id);
    }

    /** That message has it. */
    static void sent(Sql sql, UserId owner, AttachmentId id, MessageId message) throws SQLException {
        sql.update(
                "insert into message_attachment (owner, message_id, attachment_id) values (?, ?, ?)"
                        + " on conflict do nothing",
                owner,
                message,
                id);
        sql.update("update attachment set sent = ? where owner = ? and id = ?", true, owner, id);
    }

    static void deleteUnsentBefore(Sql sql, Instant moment) throws SQLException {
        sql.update("""
                delete from attachment where (owner, id) in (
                  select owner, id from attachment where not sent and created_at < ?)
                """, moment);
    }

    /** Hashes of which a row was deleted, and of which none is left. */
    static List<String> unused(Sql sql) throws SQLException {
        return sql.list(
                "select hash from unused_file where hash not in (select a.hash from attachment a where a.owner is not null)",
                row -> row.text("hash"));
    }

    static void forgetUnused(Sql sql) throws SQLException {
        sql.update("delete from unused_file");
    }

    private static StoredAttachment read(Row row) throws SQLException {
        return new StoredAttachment(
                AttachmentId.of(row.text("id")),
                row.text("name"),
                row.text("media_type"),
                row.number("size"),
                row.text("hash"));
    }
}
