package dev.polylogue.protocol.message;

import dev.polylogue.protocol.id.AttachmentId;

/** A file that was given, to be named in a message to come. */
public record AttachmentInfo(AttachmentId id, String name, String mediaType, long size) {}
