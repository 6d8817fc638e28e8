package dev.polylogue.engine.store;

import dev.polylogue.protocol.id.AttachmentId;
import dev.polylogue.protocol.message.AttachmentInfo;
import dev.polylogue.protocol.message.Part;

/**
 * A file that is kept.
 *
 * @param hash SHA-256 of its bytes, in hexadecimal; files with the same bytes are kept once
 */
public record StoredAttachment(AttachmentId id, String name, String mediaType, long size, String hash) {

    /** Where a file part says that the bytes are. */
    private static final String PLACE = "/api/attachments/";

    /** What its owner is told of it. */
    public AttachmentInfo info() {
        return new AttachmentInfo(id, name, mediaType, size);
    }

    /** The part of a message that it is given with. */
    public Part.File part() {
        return new Part.File(PLACE + id, mediaType, name, size);
    }

    /** Which attachment a part is. */
    public static AttachmentId idOf(Part.File part) {
        return AttachmentId.of(part.url().substring(PLACE.length()));
    }
}
