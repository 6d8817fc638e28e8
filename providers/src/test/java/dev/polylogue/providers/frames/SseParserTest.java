package dev.polylogue.providers.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SseParserTest {

    private final List<String> frames = new ArrayList<>();
    private final SseParser parser = new SseParser(
            (bytes, offset, length) -> frames.add(new String(bytes, offset, length, StandardCharsets.UTF_8)));

    private List<String> parse(String stream) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        parser.feed(bytes, 0, bytes.length);
        return frames;
    }

    @ParameterizedTest
    @CsvSource({
        "data: a~~, a",
        "data:a~~, a",
        "data:  a~~, ' a'",
        "data~~, ''",
        "data:~~, ''",
        "data: a~data: b~~, a|b",
        "data: a~data~data: b~~, a||b",
        ": comment~data: a~: comment~~, a",
        "event: x~id: 7~data: a~retry: 3~~, a",
        "database: no~data: a~~, a",
        "~~~data: a~~, a"
    })
    void linesMakeAnEvent(String stream, String data) {
        for (String end : List.of("\n", "\r\n", "\r")) {
            frames.clear();
            assertThat(new ArrayList<>(parse(stream.replace("~", end)))).containsExactly(data.replace('|', '\n'));
        }
    }

    @Test
    void aByteOrderMarkMayLeadAndOnlyLead() {
        assertThat(parse("\uFEFFdata: a\n\n\uFEFFdata: b\n\ndata: c\n\n")).containsExactly("a", "c");
    }

    @Test
    void whatIsNotClosedByABlankLineIsNoEvent() {
        assertThat(parse("data: a\n\ndata: b\n")).containsExactly("a");
    }

    @Test
    void commentsAndOtherFieldsAloneAreNoEvent() {
        assertThat(parse(": ping\n\nevent: x\n\n")).isEmpty();
    }

    @Test
    void aLineOfJustTheBoundIsReadAndALongerOneIsAnError() {
        String most = "x".repeat(SseParser.MAX_BYTES - "data: ".length());
        assertThat(parse("data: " + most + "\n\n")).containsExactly(most);
        byte[] more = "x".repeat(1000).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 2000; i++) {
                        parser.feed(more, 0, more.length);
                    }
                })
                .isInstanceOf(OversizedEventException.class);
    }

    @Test
    void anEventOfManyLinesIsBoundedToo() {
        String line = "data: " + "x".repeat(1000) + "\n";
        assertThatThrownBy(() -> parse(line.repeat(1100))).isInstanceOf(OversizedEventException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyCutGivesTheSameEvents(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            byte[] stream = stream(random).getBytes(StandardCharsets.UTF_8);
            assertThat(cut(stream, random)).isEqualTo(cut(stream, null));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void anyBytesAreReadWithoutHarmAndAlikeHoweverCut(long seed) {
        var random = new Random(seed);
        byte[] alphabet = "data:: \r\n\n\nx\u00e9".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 500; round++) {
            byte[] stream = new byte[random.nextInt(200)];
            for (int i = 0; i < stream.length; i++) {
                stream[i] = random.nextInt(10) == 0
                        ? (byte) random.nextInt(256)
                        : alphabet[random.nextInt(alphabet.length)];
            }
            assertThat(cut(stream, random)).isEqualTo(cut(stream, null));
        }
    }

    /** All frames of a stream, fed in random pieces, or as a whole. */
    private static List<String> cut(byte[] stream, @org.jspecify.annotations.Nullable Random random) {
        List<String> frames = new ArrayList<>();
        var parser = new SseParser(
                (bytes, offset, length) -> frames.add(new String(bytes, offset, length, StandardCharsets.ISO_8859_1)));
        int at = 0;
        while (at < stream.length) {
            int length = random == null ? stream.length : Math.min(stream.length - at, 1 + random.nextInt(7));
            parser.feed(stream, at, length);
            at += length;
        }
        return frames;
    }

    private static String stream(Random random) {
        List<String> ends = List.of("\n", "\r\n", "\r");
        List<String> lines = List.of(
                "data: {\"a\":\"é🙂\\n\"}",
                "data:",
                "data",
                ": ping",
                "event: message",
                "id: 1",
                "",
                "",
                "nonsense",
                "data: [DONE]");
        var stream = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
        String end = ends.get(random.nextInt(3));
        for (int i = random.nextInt(30); i >= 0; i--) {
            if (random.nextInt(5) == 0) {
                end = ends.get(random.nextInt(3));
            }
            stream.append(lines.get(random.nextInt(lines.size()))).append(end);
        }
        return stream.toString();
    }
}
