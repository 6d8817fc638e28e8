package dev.polylogue.protocol.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.protocol.message.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fixtures that the TypeScript codec reads too: neither side can drift. */
class ChunkFixturesTest {

    private static final Path FIXTURES = Path.of("src/test/resources/fixtures");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static List<Path> fixtures() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void aChunkIsTheSameJsonAfterDecodingAndEncoding(Path fixture) {
        for (JsonNode chunk : MAPPER.readTree(fixture).get("chunks")) {
            byte[] encoded = ChunkCodec.encode(ChunkCodec.decode(MAPPER.writeValueAsBytes(chunk)));
            assertThat(MAPPER.readTree(encoded)).isEqualTo(chunk);
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void theChunksFoldIntoTheParts(Path fixture) {
        JsonNode tree = MAPPER.readTree(fixture);
        var fold = new PartFold();
        for (JsonNode chunk : tree.get("chunks")) {
            fold.add(ChunkCodec.decode(MAPPER.writeValueAsBytes(chunk)));
        }

        String parts = MAPPER.writerFor(new TypeReference<List<Part>>() {}).writeValueAsString(fold.parts());

        assertThat(MAPPER.readTree(parts)).isEqualTo(tree.get("parts"));
    }
}
