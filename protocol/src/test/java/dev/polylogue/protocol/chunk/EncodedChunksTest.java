package dev.polylogue.protocol.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EncodedChunksTest {

    private static final byte[] ONE = {1};
    private static final byte[] NONE = {};
    private static final byte[] LONG = new byte[100_000];

    @Test
    void holdTheChunksOfAList() {
        EncodedChunks chunks = EncodedChunks.of(List.of(ONE, NONE, LONG));

        assertThat(chunks).containsExactly(ONE, NONE, LONG);
        assertThat(chunks.length(2)).isEqualTo(LONG.length);
        assertThat(chunks.subList(1, 3)).containsExactly(NONE, LONG);
        assertThat(EncodedChunks.of(List.of())).isEmpty();
    }

    /** To the last byte, and not a byte further. */
    @Test
    void aPageTakesWhatItsSizeIsFor() {
        byte[] page = ChunkPage.create(ChunkPage.sizeFor(2, 3), 7);

        assertThat(ChunkPage.firstOffset(page)).isEqualTo(7);
        assertThat(ChunkPage.hasRoom(page, 0, 3)).isTrue();
        ChunkPage.add(page, 0, 41, new byte[] {1, 2});
        assertThat(ChunkPage.hasRoom(page, 1, 2)).isFalse();
        assertThat(ChunkPage.hasRoom(page, 1, 1)).isTrue();
        ChunkPage.add(page, 1, Long.MIN_VALUE, new byte[] {3});
        assertThat(ChunkPage.hasRoom(page, 2, 0)).isFalse();

        assertThat(ChunkPage.number(page, 0)).isEqualTo(41);
        assertThat(ChunkPage.number(page, 1)).isEqualTo(Long.MIN_VALUE);
        assertThat(new EncodedChunks(new byte[][] {page}, page, 7, 9))
                .containsExactly(new byte[] {1, 2}, new byte[] {3});
    }
}
