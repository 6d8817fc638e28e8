package dev.polylogue.providers.hosted;

import dev.polylogue.engine.provider.Attachment;
import java.util.Base64;

/** Images as a request carries them. */
public final class Images {

    private Images() {}

    /** The bytes in base64. */
    public static String base64(Attachment image) {
        return Base64.getEncoder().encodeToString(image.bytes().get());
    }

    /** The whole image as an address. */
    public static String dataUrl(Attachment image) {
        return "data:" + image.mediaType() + ";base64," + base64(image);
    }
}
