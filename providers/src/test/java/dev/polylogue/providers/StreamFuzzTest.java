package dev.polylogue.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Feeds each dialect and its parser what no server should send. A few on every build; a million with {@code
 * -Dpolylogue.fuzz=full}. A failing input is named by its seed, which {@code -Dpolylogue.seed=N} plays alone.
 */
@Timeout(1_800)
final class StreamFuzzTest {

    private static final int INPUTS = "full".equals(System.getProperty("polylogue.fuzz")) ? 1_000_000 : 20_000;
    private static final int MAX_MUTATIONS = 6;

    /** What no event may exceed: nothing is made of more than came in. */
    private static final int MAX_GROWTH = 8;

    private static final List<Path> RECORDED = RecordedStream.all();
    private static final List<byte[]> BYTES =
            RECORDED.stream().map(StreamFuzzTest::read).toList();

    private static final List<String> SCRAPS = List.of(
            "null",
            "{}",
            "[]",
            "-1",
            "1e999",
            "\"\\ud800\"",
            "\u0000",
            "\r",
            "\n\n",
            "data:",
            "data: [DONE]\n\n",
            "🦊",
            "[[[[[[[[",
            "{\"choices\":",
            "\"delta\":",
            "\"finish_reason\":\"stop\"",
            "\"error\":{",
            ",",
            "\uFEFF",
            "99999999999999999999",
            "\"content\":{\"text\":7}",
            "\"type\":\"content_block_start\",",
            "\"index\":-3",
            "\"input\":[1]",
            "\"done\":true",
            "\"tool_calls\":[7]",
            "\"args\":null");

    @Test
    void whateverComesIsReadOrRefusedAndNothingElse() {
        Long one = Long.getLong("polylogue.seed");
        long first = one == null ? 0 : one;
        long last = one == null ? INPUTS : one + 1;
        for (long seed = first; seed < last; seed++) {
            var chance = new SplittableRandom(seed);
            Path recorded = RECORDED.get(chance.nextInt(RECORDED.size()));
            byte[] input = mutated(recorded, chance);
            try {
                long heard = RecordedStream.hear(RecordedStream.dialectOf(recorded), input, chance).events().stream()
                        .mapToLong(event -> event.toString().length())
                        .sum();
                assertThat(heard).isLessThan((long) MAX_GROWTH * (input.length + 1_000));
            } catch (RuntimeException | Error crash) {
                throw new AssertionError("input of -Dpolylogue.seed=" + seed, crash);
            }
        }
    }

    private static byte[] mutated(Path recorded, SplittableRandom chance) {
        byte[] bytes = bytesOf(recorded);
        int mutations = chance.nextInt(MAX_MUTATIONS + 1);
        for (int i = 0; i < mutations; i++) {
            bytes = mutatedOnce(bytes, chance);
        }
        return bytes;
    }

    private static byte[] read(Path recorded) {
        try {
            return Files.readAllBytes(recorded);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] bytesOf(Path recorded) {
        return BYTES.get(RECORDED.indexOf(recorded));
    }

    private static byte[] mutatedOnce(byte[] bytes, SplittableRandom chance) {
        int from = chance.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + chance.nextInt(40));
        byte[] middle =
                switch (chance.nextInt(6)) {
                    case 0 -> new byte[0];
                    case 1 -> SCRAPS.get(chance.nextInt(SCRAPS.size())).getBytes(StandardCharsets.UTF_8);
                    case 2 -> twice(bytes, from, to);
                    case 3 -> noise(to - from, chance);
                    case 4 -> bytesOf(RECORDED.get(chance.nextInt(RECORDED.size())));
                    default -> flipped(bytes, from, to, chance);
                };
        var joined = new ByteArrayOutputStream();
        joined.write(bytes, 0, from);
        joined.writeBytes(middle);
        joined.write(bytes, to, bytes.length - to);
        return joined.toByteArray();
    }

    private static byte[] twice(byte[] bytes, int from, int to) {
        var joined = new ByteArrayOutputStream();
        joined.write(bytes, from, to - from);
        joined.write(bytes, from, to - from);
        return joined.toByteArray();
    }

    private static byte[] noise(int length, SplittableRandom chance) {
        byte[] noise = new byte[length];
        chance.nextBytes(noise);
        return noise;
    }

    private static byte[] flipped(byte[] bytes, int from, int to, SplittableRandom chance) {
        byte[] part = Arrays.copyOfRange(bytes, from, to);
        if (part.length > 0) {
            int at = chance.nextInt(part.length);
            part[at] = (byte) (part[at] ^ (1 << chance.nextInt(8)));
        }
        return part;
    }
}
