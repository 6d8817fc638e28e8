package dev.polylogue.server.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.server.testing.Answer;
import dev.polylogue.server.testing.Models;
import dev.polylogue.server.testing.SseReader;
import dev.polylogue.server.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class UsageTest {

    @Test
    void whatAnAnswerTookIsShownWithItAndByDay(@TempDir Path folder) {
        String price = "--polylogue.prices[" + Models.id(Models.QUICK) + "].";
        try (TestServer server =
                TestServer.start(folder, price + "input=2", price + "output=10", "--polylogue.currency=EUR")) {
            var api = server.api();
            String conversation = api.conversation(Models.QUICK);
            Answer sent = api.send(conversation, "Hello");
            try (SseReader chunks = api.stream("/api/generations/" + sent.field("generationId") + "/chunks")) {
                assertThat(chunks.await(event -> event.type().equals("data-usage"))
                                .json()
                                .path("data")
                                .path("cost")
                                .path("currency")
                                .asString())
                        .isEqualTo("EUR");
                assertThat(chunks.rest()).isNotEmpty();
            }

            JsonNode details = api.get("/api/conversations/" + conversation).json();
            JsonNode usage = details.path("messages").get(1).path("usage");
            long micros = usage.path("inputTokens").asLong() * 2
                    + usage.path("outputTokens").asLong() * 10;
            assertThat(usage.path("cost").path("micros").asLong())
                    .isEqualTo(micros)
                    .isPositive();
            assertThat(details.path("usage")).isEqualTo(usage);

            JsonNode day = api.get("/api/usage?days=1").json().get(0);
            assertThat(day.path("model").asString()).isEqualTo(Models.id(Models.QUICK));
            assertThat(day.path("answers").asInt()).isEqualTo(1);
            assertThat(day.path("usage").path("cost")).isEqualTo(usage.path("cost"));
            assertThat(api.get("/api/usage?days=0").field("path")).isEqualTo("days");
        }
    }
}
