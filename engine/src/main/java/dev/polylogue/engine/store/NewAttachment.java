package dev.polylogue.engine.store;

import dev.polylogue.protocol.id.AttachmentId;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * A file to keep.
 *
 * @param mediaType asked once all bytes were read, since they say it; what it throws ends the keeping
 */
public record NewAttachment(AttachmentId id, String name, Supplier<String> mediaType, Instant at) {}
