package dev.polylogue.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polylogue.protocol.id.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class StoredPartsTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final List<Part> PARTS = List.of(
            new Part.Text("t0", "Grüße, \"quoted\"\n\uD83D\uDC4B"),
            new Part.Reasoning("r0", "Because.", MAPPER.readTree("{\"anthropic\":{\"signature\":\"x\"}}")),
            new Part.File("/api/attachments/1", "text/plain", "notes.txt", 12));

    private static Message message(List<Part> parts) {
        return new Message(
                new MessageId(new UUID(0x7000L, 0x8000_0000_0000_0001L)),
                null,
                Role.ASSISTANT,
                MessageStatus.COMPLETE,
                parts,
                "local/llama",
                Instant.parse("2026-11-28T12:00:00Z"),
                null,
                null,
                null);
    }

    private static String json() {
        return MAPPER.writerFor(new TypeReference<List<Part>>() {}).writeValueAsString(PARTS);
    }

    @Test
    void aMessageWithThemIsWrittenAsOneWithThePartsThatTheySay() {
        assertThat(MAPPER.writeValueAsString(message(new StoredParts(json()))))
                .isEqualTo(MAPPER.writeValueAsString(message(PARTS)));
    }

    @Test
    void theyAreTheirParts() {
        assertThat(message(new StoredParts(json()))).isEqualTo(message(PARTS)).hasSameHashCodeAs(message(PARTS));
        assertThat(message(new StoredParts(json())).text())
                .isEqualTo(message(PARTS).text());
    }

    @Test
    void whatIsPassedOnIsNotRead() {
        String unread = "[{\"type\":\"of-tomorrow\"}]";

        Message message = message(new StoredParts(unread));

        assertThat(MAPPER.writeValueAsString(message)).contains("\"parts\":" + unread);
        assertThatThrownBy(message::text).isInstanceOf(JacksonException.class);
    }
}
