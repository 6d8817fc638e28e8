package dev.polylogue.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polylogue.protocol.chunk.Chunk;
import dev.polylogue.protocol.chunk.ChunkCodec;
import dev.polylogue.protocol.chunk.EncodedChunks;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PackedChunksTest {

    private static byte[] packed(List<byte[]> chunks) {
        return PackedChunks.of(EncodedChunks.of(chunks)).bytes();
    }

    private static List<byte[]> unpacked(byte[] packed, int count) {
        return new PackedChunks(packed, count).unpacked();
    }

    /** Of two letters, so that neighbours share much: beginnings that overlap ends, all of each other, nothing. */
    private static List<byte[]> anyChunks(SplittableRandom random) {
        List<byte[]> chunks = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            byte[] chunk = new byte[random.nextInt(random.nextInt(10) == 0 ? 40_000 : 9)];
            for (int j = 0; j < chunk.length; j++) {
                chunk[j] = (byte) ('a' + random.nextInt(2));
            }
            chunks.add(chunk);
        }
        return chunks;
    }

    @Test
    void givesBackWhatWasPacked() {
        var random = new SplittableRandom(20_261_129L);
        for (int i = 0; i < 3_000; i++) {
            List<byte[]> chunks = anyChunks(random);
            assertThat(unpacked(packed(chunks), chunks.size())).containsExactlyElementsOf(chunks);
        }
    }

    @Test
    void piecesAreJoinedAndBegunLaterAsIfTheyHadBeenPackedSo() {
        var random = new SplittableRandom(20_261_130L);
        for (int i = 0; i < 1_000; i++) {
            List<byte[]> first = anyChunks(random);
            List<byte[]> all = new ArrayList<>(first);
            List<byte[]> second = anyChunks(random);
            all.addAll(second);
            int known = random.nextInt(all.size() + 1);

            PackedChunks joined = PackedChunks.joined(
                    List.of(PackedChunks.of(EncodedChunks.of(first)), PackedChunks.of(EncodedChunks.of(second))));

            assertThat(joined.unpacked()).containsExactlyElementsOf(all);
            assertThat(joined.without(known).unpacked()).containsExactlyElementsOf(all.subList(known, all.size()));
            assertThat(joined.without(known).count()).isEqualTo(all.size() - known);
        }
    }

    @Test
    void aPieceOfTextTakesItsWordsAndThreeBytes() {
        List<byte[]> chunks = new ArrayList<>();
        for (String words : List.of(" one", " two", " three")) {
            chunks.add(ChunkCodec.encode(new Chunk.TextDelta("t0", words)));
        }

        int first = chunks.getFirst().length;
        assertThat(packed(chunks)).hasSizeLessThanOrEqualTo(3 + first + 3 + "two".length() + 3 + "three".length());
    }

    @Test
    void whatIsNoneOfOursIsRefusedWhateverItSays() {
        var random = new SplittableRandom(20_261_129L);
        for (int i = 0; i < 3_000; i++) {
            byte[] broken = packed(anyChunks(random));
            if (broken.length > 0) {
                broken[random.nextInt(Math.min(broken.length, 12))] = (byte) random.nextInt();
                try {
                    unpacked(Arrays.copyOf(broken, random.nextInt(broken.length) + 1), 3);
                } catch (UncheckedIOException refused) {
                    assertThat(refused).hasMessageContaining("packed chunks");
                }
            }
        }
        byte[] numberWithoutEnd = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff};
        byte[] sharesWithNothing = {1, 0, 1, 'a'};
        byte[] sharesWithItself = {0, 0, 1, 'a', 1, 1, 0};
        byte[] isCut = {0, 0, 3, 'a'};
        for (byte[] broken : List.of(numberWithoutEnd, sharesWithNothing, sharesWithItself, isCut)) {
            assertThatThrownBy(() -> unpacked(broken, 1)).isInstanceOf(UncheckedIOException.class);
        }
    }
}
