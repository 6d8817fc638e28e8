package dev.polylogue.protocol.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

final class DeltaJsonTest {

    private static final ObjectWriter JACKSON = JsonMapper.builder().build().writerFor(Chunk.class);
    private static final String[] PIECES = {
        "a", "Zürich", " ", "\"", "\\", "\n", "\t", "\u0000", "\u001f", "\u007f", "\u2028", "漢字", "😀", "é", "/", "<"
    };

    @Test
    void isWhatJacksonWritesWhateverTheText() {
        var random = new SplittableRandom(20_261_124L);
        for (int i = 0; i < 20_000; i++) {
            String id = text(random, 2);
            String delta = text(random, 6);
            same(new Chunk.TextDelta(id, delta));
            same(new Chunk.ReasoningDelta(id, delta));
        }
    }

    private static void same(Chunk chunk) {
        assertThat(ChunkCodec.encode(chunk)).isEqualTo(JACKSON.writeValueAsBytes(chunk));
    }

    private static String text(SplittableRandom random, int pieces) {
        var text = new StringBuilder();
        for (int i = random.nextInt(pieces + 1); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
