package dev.polylogue.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Api;
import dev.polylogue.server.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Works with the web app built or not: the build of the server does not depend on that of the web. */
final class WebAppTest {

    @Test
    void eachPlaceOfTheAppGivesTheSamePageWhichIsNeverKeptUnasked(@TempDir Path folder) {
        try (TestServer server = TestServer.start(folder)) {
            Api api = server.api();
            Answer start = api.get("/");
            Answer conversation = api.get("/c/" + Api.newId());

            assertThat(start.status()).isIn(200, 503);
            assertThat(start.header("content-type")).startsWith("text/html");
            assertThat(start.header("cache-control")).isEqualTo("no-cache");
            assertThat(conversation.body()).isEqualTo(start.body());
            assertThat(api.get("/board").body()).isEqualTo(start.body());
            if (start.status() == 503) {
                assertThat(start.body()).contains("npm run build");
            } else {
                String script = start.body().replaceAll("(?s).*src=\"(/assets/[^\"]+\\.js)\".*", "$1");
                Answer asset = api.get(script);
                assertThat(asset.status()).isEqualTo(200);
                assertThat(asset.header("cache-control")).contains("immutable", "max-age=31536000");
            }
            assertThat(api.get("/assets/none.js").status()).isEqualTo(404);
        }
    }
}
