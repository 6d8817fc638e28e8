package dev.polylogue.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScriptTest {

    @Test
    void aNameSaysHowAModelBehaves() {
        assertThat(Script.ofName("rate-50-length-200-usage-last-lines-crlf-silence-1500"))
                .isEqualTo(Script.script()
                        .rate(50)
                        .length(200)
                        .usage(UsagePlace.LAST)
                        .lineEnd("\r\n")
                        .silence(Duration.ofMillis(1500))
                        .build());
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void everyEndingHasItsWord(Ending ending) {
        assertThat(Script.ofName("end-" + ending.word()))
                .isEqualTo(Script.script().end(ending).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpt-4o", "rate", "rate-fast", "end-well", "length-5-", "lines-up"})
    void anotherNameIsNoScript(String name) {
        assertThat(Script.ofName(name)).isNull();
    }

    @Test
    void theTextOfAModelIsAPrefixOfThatOfALongerOne() {
        assertThat(SimulatedUpstream.textOf("length-100", 100)).startsWith(SimulatedUpstream.textOf("length-100", 42));
        assertThat(SimulatedUpstream.textOf("length-7", 100)).isEqualTo(SimulatedUpstream.textOf("length-100", 7));
    }
}
