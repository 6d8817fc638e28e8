package dev.polylogue.tools.builtin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** What a fetched document says, as text. */
final class Document {

    private static final Set<String> PAGES = Set.of("text/html", "application/xhtml+xml");
    private static final Set<String> TEXTS = Set.of(
            "application/json",
            "application/xml",
            "application/javascript",
            "application/yaml",
            "application/x-ndjson");

    private Document() {}

    /** The text, headed by the address that it came from; empty where it is none. */
    static Optional<String> read(URI address, WebResponse response) {
        String type = response.mediaType();
        Optional<String> text;
        if (PAGES.contains(type)) {
            text = Optional.of(page(address, response));
        } else if (type.startsWith("text/")
                || TEXTS.contains(type)
                || type.endsWith("+json")
                || type.endsWith("+xml")) {
            text = Optional.of(new String(response.body().getBytes(), charset(response.charset())));
        } else {
            text = Optional.empty();
        }
        String end = response.isCut() ? "\n\n[Cut here: there is more than 1 MiB of it.]" : "";
        return text.map(words -> "Fetched from " + address + "\n\n" + words + end);
    }

    private static String page(URI address, WebResponse response) {
        // Without a name, the page's own <meta> and its first bytes tell the charset.
        @Nullable String charset = response.charset().isEmpty()
                ? null
                : charset(response.charset()).name();
        try {
            return PageText.of(
                    Jsoup.parse(new ByteArrayInputStream(response.body().getBytes()), charset, address.toString()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Charset charset(String name) {
        try {
            return name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.UTF_8;
        }
    }
}
