package dev.polylogue.providers.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LineEndTest {

    @Test
    void findsWhatALookAtEachByteFinds() {
        var random = new SplittableRandom(20_261_128L);
        // Neighbours of the two in every bit, and what borrows from them.
        byte[] units = {'\n', '\r', '\n' + 1, '\r' + 1, '\n' - 1, 0, 1, (byte) 0x80, (byte) 0x8A, (byte) 0x8D, 'a', -1};
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = units[random.nextInt(4) == 0 ? random.nextInt(units.length) : 2 + random.nextInt(10)];
            }
            int from = random.nextInt(bytes.length + 1);
            int end = from + random.nextInt(bytes.length - from + 1);

            assertThat(LineEnd.find(bytes, from, end)).isEqualTo(slowly(bytes, from, end));
        }
    }

    private static int slowly(byte[] bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            if (bytes[at] == '\n' || bytes[at] == '\r') {
                return at;
            }
        }
        return end;
    }
}
