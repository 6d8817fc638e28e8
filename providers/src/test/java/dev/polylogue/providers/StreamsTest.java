package dev.polylogue.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams of the shapes that real servers were seen to send, beside what each of them says. */
final class StreamsTest {

    static Stream<Path> recorded() throws IOException {
        return RecordedStream.all().stream();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void aRecordedStreamSaysThis(Path stream) throws IOException {
        String expected = Files.readString(RecordedStream.eventsOf(stream));
        assertThat(String.join("\n", hear(stream, 0))).isEqualToNormalizingNewlines(expected.strip());
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void whereverTheBytesAreCutTheSameIsHeard(Path stream) throws IOException {
        List<String> whole = hear(stream, 0);
        for (int seed = 1; seed < 300; seed++) {
            assertThat(hear(stream, seed)).as("cuts of seed " + seed).isEqualTo(whole);
        }
    }

    private static List<String> hear(Path stream, long seed) throws IOException {
        byte[] bytes = Files.readString(stream).getBytes(StandardCharsets.UTF_8);
        return RecordedStream.hear(RecordedStream.dialectOf(stream), bytes, new SplittableRandom(seed))
                .lines();
    }
}
