package dev.polylogue.engine.provider;

import java.util.function.Supplier;

/**
 * An image that a person gave with a message.
 *
 * @param mediaType {@code image/png} and the like
 * @param bytes read when a dialect writes its request, so that a long conversation holds no images in memory
 */
public record Attachment(String name, String mediaType, Supplier<byte[]> bytes) {}
