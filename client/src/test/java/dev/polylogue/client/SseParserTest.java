package dev.polylogue.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.client.SseParser.Event;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SseParserTest {

    private static final String STREAM =
            ": alive\n\nid: 7\ndata: Grüße\n\nevent: x\nid:8\ndata:a\ndata: b\n\ndata\n\nid: 9\n\n";
    private static final List<Event> EVENTS =
            List.of(new Event(null, null), new Event("7", "Grüße"), new Event("8", "a\nb"), new Event(null, ""));

    private static List<Event> parse(byte[] bytes, int cut) {
        var parser = new SseParser();
        parser.feed(ByteBuffer.wrap(bytes, 0, cut));
        List<Event> events = new ArrayList<>();
        for (Event event = parser.next(); event != null; event = parser.next()) {
            events.add(event);
        }
        parser.feed(ByteBuffer.wrap(bytes, cut, bytes.length - cut));
        for (Event event = parser.next(); event != null; event = parser.next()) {
            events.add(event);
        }
        return events;
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void eventsAreTheSameHoweverTheBytesAreCut(String lineEnd) {
        byte[] bytes = STREAM.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertThat(parse(bytes, cut)).isEqualTo(EVENTS);
        }
    }

    @Test
    void anEventWithoutItsBlankLineIsNone() {
        assertThat(parse("id: 1\ndata: half\n".getBytes(StandardCharsets.UTF_8), 3))
                .isEmpty();
    }
}
