package dev.polylogue.llama.download;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A model to be had.
 *
 * @param name its file's, without {@code .gguf}
 * @param title what people call it
 * @param goodFor one sentence
 * @param licence its short name
 * @param size in bytes
 * @param sha256 of the whole file, in lower case
 */
public record CatalogueEntry(
        String name, String title, String goodFor, String licence, URI address, long size, String sha256) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    public CatalogueEntry {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name " + name + " is not one of letters, digits, dots and dashes");
        }
        if (!SHA_256.matcher(sha256).matches()) {
            throw new IllegalArgumentException(name + " has no SHA-256 of 64 small hexadecimal digits");
        }
        if (size < 1) {
            throw new IllegalArgumentException(name + " has no size");
        }
    }
}
