package dev.polylogue.protocol.message;

import dev.polylogue.protocol.id.AttachmentId;

/** A file that was given, to be named in a message to come. */
public record AttachmentInfo(AttachmentId id, String name, String mediaType, long size) {

    /** Whether a file of that type is seen by a model and shown by a page; otherwise it is read as text. */
    public static boolean isImage(String mediaType) {
        return mediaType.startsWith("image/");
    }
}
