package dev.polylogue.server.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives the web app's page for its start and for each conversation. The app itself shows which one is meant. */
@Hidden
@RestController
final class WebAppController {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final WebApp app;

    WebAppController(WebApp app) {
        this.app = app;
    }

    @GetMapping({"/", "/index.html", "/c/{id}", "/board"})
    ResponseEntity<byte[]> page() {
        Optional<byte[]> page = app.page();
        // A new version of the server has a new page, which names other files: it has to be asked for each time.
        return ResponseEntity.status(page.isPresent() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .contentType(HTML)
                .cacheControl(CacheControl.noCache())
                .body(page.orElseGet(app::notBuilt));
    }
}
