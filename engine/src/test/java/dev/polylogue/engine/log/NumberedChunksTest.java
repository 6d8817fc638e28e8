package dev.polylogue.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polylogue.protocol.chunk.EncodedChunks;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberedChunksTest {

    private final NumberedChunks chunks = new NumberedChunks();

    /** So that some fill their page to the last byte, and some are longer than any page. */
    @ParameterizedTest
    @ValueSource(ints = {1, 60, 1_008, 4_096, 8_175, 8_176, 8_177, 200_000})
    void chunksOfAnySizeComeBackAsTheyWere(int longest) {
        var random = new Random(longest);
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            byte[] chunk = new byte[i % 3 == 0 ? longest : 1 + random.nextInt(longest)];
            random.nextBytes(chunk);
            all.add(chunk);
            chunks.add(i, chunk);
        }

        EncodedChunks read = chunks.between(0, 300);
        assertThat(read).hasSameSizeAs(all);
        for (int i = 0; i < 300; i++) {
            assertThat(read.get(i)).isEqualTo(all.get(i));
            assertThat(read.length(i)).isEqualTo(all.get(i).length);
        }
        assertThat(chunks.between(17, 18).getFirst()).isEqualTo(all.get(17));
        assertThat(chunks.between(17, 17)).isEmpty();
    }

    @Test
    void whatWasReadStaysAsItWasWhileMoreIsAdded() {
        chunks.add(1, new byte[] {1});
        EncodedChunks first = chunks.between(0, 1);
        for (int i = 2; i < 5_000; i++) {
            chunks.add(i, new byte[] {2, 2});
        }

        assertThat(first).containsExactly(new byte[] {1});
    }

    @Test
    void aReaderWithRoomForSomeGetsTheChunkThatHasTheLastOfThem() {
        for (int i = 0; i < 10; i++) {
            chunks.add(i, new byte[100]);
        }

        assertThat(chunks.endOf(2, 10, 250)).isEqualTo(5);
        assertThat(chunks.endOf(2, 4, 250)).isEqualTo(4);
        assertThat(chunks.endOf(2, 10, Long.MAX_VALUE)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 16, 1_000})
    void theCountUpToANumberIsThatOfTheLastBelowIt(int size) {
        assertThat(chunks.lastNumber()).isZero();
        for (int i = 1; i <= size; i++) {
            chunks.add(10L * i, new byte[i % 100]);
        }

        assertThat(chunks.lastNumber()).isEqualTo(10L * size);
        assertThat(chunks.countUpTo(9)).isZero();
        for (int i = 1; i <= size; i++) {
            assertThat(chunks.countUpTo(10L * i)).isEqualTo(i);
            assertThat(chunks.countUpTo(10L * i + 9)).isEqualTo(i);
        }
        assertThat(chunks.countUpTo(Long.MAX_VALUE)).isEqualTo(size);
    }
}
