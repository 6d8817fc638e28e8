package dev.polylogue.protocol.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

final class DeltaJsonTest {

    private static final ObjectWriter JACKSON = JsonMapper.builder().build().writerFor(Chunk.class);
    private static final String[] PIECES = {
        "a", "Zürich", " ", "\"", "\\", "\n", "\t", "\u0000", "\u001f", "\u007f", "\u2028", "漢字", "😀", "é", "/", "<",
        "\ud83d", "\ude00"
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
        byte[] json = ChunkCodec.encode(chunk);
        assertThat(json).isEqualTo(JACKSON.writeValueAsBytes(chunk));
        assertThat(ChunkCodec.decode(json)).isEqualTo(chunk);
    }

    @Test
    void readsByComparingOnlyWhatItWouldWrite() {
        assertThat(read("{'type':'text-delta','id':'t0','delta':'Zürich 😀'}"))
                .isEqualTo(new Chunk.TextDelta("t0", "Zürich 😀"));
        assertThat(read("{'type':'reasoning-delta','id':'','delta':''}")).isEqualTo(new Chunk.ReasoningDelta("", ""));

        for (String other : List.of(
                "",
                "{}",
                "{'type':'text-delta','id':'",
                "{'type':'text-delta','id':'t0'}",
                "{'type':'text-delta','id':'t0','delta':'",
                "{'type':'text-delta','id':'t0','delta':'a'",
                "{'type':'text-delta','id':'t0','delta':'a'} ",
                "{'type':'text-delta','id':'t0','delta':'a','more':1}",
                "{'type':'text-delta','id':'t0','delta':'a\\n'}",
                "{'type':'text-delta','id':'\\n','delta':'a'}",
                "{'type':'text-delta','id':'t0', 'delta':'a'}",
                "{'type':'tool-input-delta','toolCallId':'t0','inputTextDelta':'a'}")) {
            assertThat(read(other)).as(other).isNull();
        }
    }

    private static @Nullable Chunk read(String json) {
        return DeltaJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String text(SplittableRandom random, int pieces) {
        var text = new StringBuilder();
        for (int i = random.nextInt(pieces + 1); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
