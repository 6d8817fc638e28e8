package dev.polylogue.tools.builtin;

import io.vertx.core.buffer.Buffer;
import java.util.Locale;

/**
 * What a web server gave.
 *
 * @param type its {@code Content-Type}; empty where it names none
 * @param location where it sends us instead; empty where it does not
 * @param isCut whether there was more of {@code body} than is wanted
 */
record WebResponse(int status, String statusText, String type, String location, Buffer body, boolean isCut) {

    private static final int REDIRECTS = 300;
    private static final int ERRORS = 400;

    boolean isRedirect() {
        return status >= REDIRECTS && status < ERRORS && !location.isEmpty();
    }

    boolean isError() {
        return status >= REDIRECTS;
    }

    /** The type without what follows it, in small letters. */
    String mediaType() {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** What {@code charset=} says; empty where it is not said. */
    String charset() {
        int start = type.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (start < 0) {
            return "";
        }
        String named = type.substring(start + "charset=".length());
        int end = named.indexOf(';');
        return (end < 0 ? named : named.substring(0, end)).replace("\"", "").strip();
    }
}
