package dev.polylogue.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The web app's page, as it lies in the jar. Any thread may use it. */
@Component
final class WebApp {

    private static final String PAGE = "/web/index.html";
    private static final byte[] NOT_BUILT = """
            <!doctype html>
            <html lang="en">
              <head><meta charset="utf-8"><title>Polylogue</title></head>
              <body>
                <h1>Polylogue is running, but its web app was not built.</h1>
                <p>Start it with <code>./run.sh</code>, which builds it; or build it yourself, then the server again:</p>
                <pre>cd web &amp;&amp; npm ci &amp;&amp; npm run build &amp;&amp; cd ..
            ./mvnw -pl server -am package -DskipTests</pre>
                <p>The interface under <code>/api</code> works without it.</p>
              </body>
            </html>
            """.getBytes(StandardCharsets.UTF_8);

    private final Optional<byte[]> page = load();

    /** The page; empty where the jar was made without the web app. */
    Optional<byte[]> page() {
        return page.map(byte[]::clone);
    }

    /** A page that says how to build it. */
    byte[] notBuilt() {
        return NOT_BUILT.clone();
    }

    private static Optional<byte[]> load() {
        try (InputStream found = WebApp.class.getResourceAsStream(PAGE)) {
            return found == null ? Optional.empty() : Optional.of(found.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
