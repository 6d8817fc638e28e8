package dev.polylogue.providers.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineParserTest {

    private final List<String> lines = new ArrayList<>();
    private final LineParser parser = new LineParser(
            (bytes, offset, length) -> lines.add(new String(bytes, offset, length, StandardCharsets.UTF_8)));

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        parser.feed(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\n\n\r\n"})
    void aLineEndsInAnyOfTheThreeAndEmptyOnesAreNone(String end) {
        feed("{\"a\":1}" + end + "{\"b\":\"é🙂\"}" + end);
        assertThat(lines).containsExactly("{\"a\":1}", "{\"b\":\"é🙂\"}");
    }

    @Test
    void theBytesMayBeCutAnywhere() {
        byte[] bytes = "{\"b\":\"é🙂\"}\r\n{}\n".getBytes(StandardCharsets.UTF_8);
        for (byte one : bytes) {
            parser.feed(new byte[] {one}, 0, 1);
        }
        assertThat(lines).containsExactly("{\"b\":\"é🙂\"}", "{}");
    }

    @Test
    void aLastLineThatNothingEndsIsNone() {
        feed("{}\n{\"a\"");
        assertThat(lines).containsExactly("{}");
    }

    @Test
    void aLineOfMoreThanAMebibyteIsRefusedWholeOrInPieces() {
        String half = "x".repeat(FrameParser.MAX_BYTES / 2 + 1);
        assertThatThrownBy(() -> feed(half + half + "\n")).isInstanceOf(OversizedEventException.class);
        var other = new LineParser((_, _, _) -> {});
        byte[] bytes = half.getBytes(StandardCharsets.US_ASCII);
        other.feed(bytes, 0, bytes.length);
        assertThatThrownBy(() -> other.feed(bytes, 0, bytes.length)).isInstanceOf(OversizedEventException.class);
    }
}
