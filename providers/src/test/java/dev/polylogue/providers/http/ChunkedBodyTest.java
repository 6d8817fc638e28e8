package dev.polylogue.providers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The framing of RFC 9112, 7.1. */
class ChunkedBodyTest {

    private final ChunkedBody body = new ChunkedBody();
    private final StringBuilder read = new StringBuilder();

    @Test
    void givesTheBytesOfAllChunksUpToTheEmptyOne() throws IOException {
        assertThat(feed("5\r\nHello\r\n7\r\n, world\r\n0\r\n\r\nmore")).isTrue();

        assertThat(read).hasToString("Hello, world");
    }

    @Test
    void passesOverExtensionsTrailersAndLoneLineFeeds() throws IOException {
        assertThat(feed("00A;name=\"v\"\r\n0123456789\r\nb \nabcdefghijk\n0;x\r\nA: b\r\nC: d\r\n"))
                .isFalse();
        assertThat(feed("\r\n")).isTrue();

        assertThat(read).hasToString("0123456789abcdefghijk");
    }

    /** Wherever the network cuts it. */
    @Test
    void readsTheSameInAnyPieces() throws IOException {
        var random = new SplittableRandom(20_261_128L);
        for (int round = 0; round < 2_000; round++) {
            var whole = new StringBuilder();
            var sent = new StringBuilder();
            for (int i = random.nextInt(6); i > 0; i--) {
                String chunk = "\r\n0a;".repeat(1 + random.nextInt(9));
                whole.append(chunk);
                sent.append(Integer.toHexString(chunk.length()))
                        .append("\r\n")
                        .append(chunk)
                        .append("\r\n");
            }
            sent.append("0\r\n\r\n");
            assertThat(readInPieces(sent.toString(), random)).isEqualTo(whole.toString());
        }
    }

    private static String readInPieces(String sent, SplittableRandom random) throws IOException {
        var body = new ChunkedBody();
        var read = new StringBuilder();
        byte[] bytes = sent.getBytes(StandardCharsets.ISO_8859_1);
        int at = 0;
        while (at < bytes.length) {
            int length = 1 + random.nextInt(bytes.length - at);
            boolean isWhole = body.feed(
                    bytes,
                    at,
                    length,
                    (piece, from, size) -> read.append(new String(piece, from, size, StandardCharsets.ISO_8859_1)));
            at += length;
            assertThat(isWhole).isEqualTo(at == bytes.length);
        }
        return read.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "x\r\n",
                "-1\r\n",
                ";a\r\n",
                "2\r\nabc\r\n",
                "80000000\r\n",
                "FFFFFFFFFFFFFFFFF\r\n",
                "data: {}\n\n"
            })
    void refusesWhatAreNoChunks(String sent) {
        assertThatThrownBy(() -> feed(sent)).isInstanceOf(IOException.class);
    }

    private boolean feed(String sent) throws IOException {
        byte[] bytes = ("??" + sent).getBytes(StandardCharsets.ISO_8859_1);
        return body.feed(
                bytes,
                2,
                bytes.length - 2,
                (piece, from, size) -> read.append(new String(piece, from, size, StandardCharsets.ISO_8859_1)));
    }
}
