package dev.polylogue.tools.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.testing.FakeTime;
import dev.polylogue.engine.tool.Tool;
import dev.polylogue.engine.tool.ToolResult;
import dev.polylogue.protocol.tool.ToolPolicy;
import dev.polylogue.tools.testing.FakeCall;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class BuiltInToolsTest {

    private final FakeTime time = new FakeTime();

    @Test
    void fetchingIsOffUnlessItIsTurnedOnAndThenThePersonIsAsked() {
        assertThat(names(BuiltInSettings.DEFAULT)).containsExactly("ask_user", "current_time", "calculator");

        try (var tools = new BuiltInTools(time, new BuiltInSettings(false, false, false, true))) {
            assertThat(tools.tools(new UserId("somebody"))).singleElement().satisfies(tool -> {
                assertThat(tool.definition().name()).isEqualTo("fetch_url");
                assertThat(tool.defaultPolicy()).isEqualTo(ToolPolicy.ASK);
                assertThat(tool.source()).isEqualTo(Tool.BUILT_IN);
            });
        }
    }

    @Test
    void eachCanBeTurnedOff() {
        assertThat(names(new BuiltInSettings(false, false, false, false))).isEmpty();
        assertThat(names(new BuiltInSettings(false, true, false, false))).containsExactly("current_time");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | Sunday, 2026-11-22 03:00:00 -05:00 (America/New_York)",
                "{\"time_zone\": \"Europe/Berlin\"} | Sunday, 2026-11-22 09:00:00 +01:00 (Europe/Berlin)",
                "{\"time_zone\": \"UTC\"} | Sunday, 2026-11-22 08:00:00 +00:00 (UTC)",
            })
    void theTimeIsToldInTheZoneThatIsAskedFor(String arguments, String told) {
        var tool = new CurrentTime(time, ZoneId.of("America/New_York"));

        assertThat(tool.run(FakeCall.with(arguments)))
                .isEqualTo(
                        new ToolResult.Done(JsonMapper.shared().getNodeFactory().stringNode(told)));
    }

    @Test
    void anUnknownZoneIsSaid() {
        var tool = new CurrentTime(time, ZoneId.of("UTC"));

        assertThat(tool.run(FakeCall.with("{\"time_zone\": \"Moon/Base\"}")))
                .isEqualTo(new ToolResult.Failed(
                        "There is no time zone named 'Moon/Base'; use an IANA name such as Europe/Berlin."));
    }

    private List<String> names(BuiltInSettings settings) {
        try (var tools = new BuiltInTools(time, settings)) {
            return tools.tools(new UserId("somebody")).stream()
                    .map(tool -> tool.definition().name())
                    .toList();
        }
    }
}
